/** What a cluster says of itself, judged: product and version, health, disks. */
import { z } from 'zod';
import type { ClusterConnection } from '@shared/contract/cluster';
import type { ClusterFinding } from '@shared/contract/cluster-check';

/** Of a call that is allowed to fail. */
export type Answer =
  { readonly ok: true; readonly body: unknown } | { readonly ok: false; readonly message: string };

const good = (text: string): ClusterFinding => ({ type: 'good', text });
const warning = (text: string): ClusterFinding => ({ type: 'warning', text });
const problem = (text: string): ClusterFinding => ({ type: 'problem', text });

const isHere = (host: string): boolean => /^(localhost|127\.[\d.]+|\[::1\])$/.test(host);

export function connectionFindings({ url, trust, auth }: ClusterConnection): ClusterFinding[] {
  const { hostname, protocol } = new URL(url);
  if (protocol === 'http:') {
    if (isHere(hostname)) return [good('Without TLS, on this computer.')];
    const also = auth.type === 'none' ? '' : ', the sign-in too';
    return [
      warning(`Without TLS: whoever listens in the network reads and changes everything${also}.`),
    ];
  }
  const by = {
    system: 'an authority of this system',
    authority: 'the authority of the file',
    fingerprint: 'the pinned fingerprint',
  }[trust.type];
  return [good(`TLS, verified by ${by}.`)];
}

const ROOT = z.looseObject({
  cluster_name: z.string().optional(),
  tagline: z.string().optional(),
  version: z.looseObject({ number: z.string(), distribution: z.string().optional() }),
});

/** Lines this version was tried on; 2.19 is the first. */
const OLDEST = [2, 19] as const;
const NEWEST_MAJOR = 3;

/** @param body of `GET /` */
export function versionFinding(body: unknown, { url }: ClusterConnection): ClusterFinding {
  const root = ROOT.safeParse(body);
  if (!root.success)
    return problem(
      `What answers at ${url} is not OpenSearch. Check the host and the port: the interface of a cluster is mostly at 9200.`,
    );
  const { cluster_name: cluster = '', version } = root.data;
  if (version.distribution !== 'opensearch')
    return problem(
      `${url} is ${version.distribution ?? 'Elasticsearch'} ${version.number}, not OpenSearch; cases are kept in OpenSearch only.`,
    );
  const [major = 0, minor = 0] = version.number.split('.').map(Number);
  const [oldMajor, oldMinor] = OLDEST;
  if (major < oldMajor || (major === oldMajor && minor < oldMinor))
    return problem(
      `OpenSearch ${version.number} at ${url} is too old: ${OLDEST.join('.')} or later is needed.`,
    );
  if (major > NEWEST_MAJOR)
    return problem(
      `OpenSearch ${version.number} at ${url} is newer than this version of caseScope knows (2.19 to ${NEWEST_MAJOR}.x).`,
    );
  return good(`OpenSearch ${version.number}, cluster ${cluster}.`);
}

const HEALTH = z.looseObject({
  status: z.enum(['green', 'yellow', 'red']),
  number_of_data_nodes: z.number(),
  active_shards: z.number(),
});

const FLAT = z.record(z.string(), z.unknown());
const SETTINGS = z.looseObject({
  persistent: FLAT.optional(),
  transient: FLAT.optional(),
  defaults: FLAT.optional(),
});

/** The value in force, as a text. */
function settingOf(settings: Answer, name: string): string | null {
  const parsed = settings.ok ? SETTINGS.safeParse(settings.body) : null;
  if (parsed?.success !== true) return null;
  const { transient, persistent, defaults } = parsed.data;
  const value = transient?.[name] ?? persistent?.[name] ?? defaults?.[name];
  return typeof value === 'string' ? value : null;
}

/** Of what a cluster may have of something, the part from which it is told. */
const NEARLY = 0.9;

export function healthFindings(health: Answer, settings: Answer): ClusterFinding[] {
  if (!health.ok) return [warning(`Its health is not told: ${health.message}`)];
  const parsed = HEALTH.safeParse(health.body);
  if (!parsed.success) return [warning('Its health is not told.')];
  const { status, number_of_data_nodes: nodes, active_shards: shards } = parsed.data;
  const told = `Health ${status}: ${nodes} data ${nodes === 1 ? 'node' : 'nodes'}, ${shards} shards.`;
  const most = Number(settingOf(settings, 'cluster.max_shards_per_node') ?? 0) * nodes;
  return [
    ...[status === 'red' ? warning(`${told} Some of its data is not reachable.`) : good(told)],
    ...(most > 0 && shards >= most * NEARLY
      ? [warning(`It may have ${most} shards and has ${shards}: there is little room for a case.`)]
      : []),
  ];
}

const DISK_SETTING = 'cluster.routing.allocation.disk';
const ALLOCATION = z.array(
  z.looseObject({
    node: z.string().nullish(),
    'disk.total': z.string().nullish(),
    'disk.avail': z.string().nullish(),
  }),
);

interface Disk {
  readonly node: string;
  readonly totalBytes: number;
  readonly freeBytes: number;
}

function disksOf(body: unknown): readonly Disk[] {
  const rows = ALLOCATION.safeParse(body);
  if (!rows.success) return [];
  return rows.data.flatMap(({ node, 'disk.total': total, 'disk.avail': free }) =>
    total == null || free == null
      ? []
      : [{ node: node ?? '', totalBytes: Number(total), freeBytes: Number(free) }],
  );
}

const UNITS: Readonly<Record<string, number>> = {
  b: 0,
  kb: 10,
  mb: 20,
  gb: 30,
  tb: 40,
  pb: 50,
};

/** Bytes that must stay free, by a watermark: `90%` and `0.9` are of what is used, `50gb` of what is free. */
export function mustStayFree(watermark: string, totalBytes: number): number {
  const part = /^([\d.]+)(%?)$/.exec(watermark);
  if (part !== null) return totalBytes * (1 - Number(part[1]) / (part[2] === '%' ? 100 : 1));
  const size = /^([\d.]+)([a-z]+)$/.exec(watermark);
  return Number(size?.[1] ?? 0) * 2 ** (UNITS[size?.[2] ?? 'b'] ?? 0);
}

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;

export function diskFindings(allocation: Answer, settings: Answer): ClusterFinding[] {
  if (!allocation.ok) return [warning(`How full its disks are is not told: ${allocation.message}`)];
  const disks = disksOf(allocation.body);
  if (disks.length === 0) return [warning('How full its disks are is not told.')];
  const free = gigabytes(disks.reduce((sum, { freeBytes }) => sum + freeBytes, 0));
  if (settingOf(settings, `${DISK_SETTING}.threshold_enabled`) === 'false')
    return [warning(`${free} free; the cluster does not watch how full its disks are.`)];
  const over = (mark: string, usual: string): readonly Disk[] => {
    const watermark = settingOf(settings, `${DISK_SETTING}.watermark.${mark}`) ?? usual;
    return disks.filter(
      ({ totalBytes, freeBytes }) => freeBytes < mustStayFree(watermark, totalBytes),
    );
  };
  const flooded = over('flood_stage', '95%').map(({ node }) => node);
  if (flooded.length > 0)
    return [
      problem(
        `The disk of ${flooded.join(', ')} is past the flood stage: indices with a part there are read-only. Free disk first.`,
      ),
    ];
  const full = over('high', '90%').map(({ node }) => node);
  if (full.length === disks.length)
    return [problem(`Every disk is past the high watermark: no new index finds a place.`)];
  if (full.length > 0) return [warning(`The disk of ${full.join(', ')} is nearly full.`)];
  return [good(`${free} of disk free.`)];
}
