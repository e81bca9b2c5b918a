/**
 * Whether a case can be kept in a cluster, tried before one is: what answers, what the user may do, how full its
 * disks are. Whatever is made for it is removed again.
 */
import { randomUUID } from 'node:crypto';
import type { Client } from '@opensearch-project/opensearch';
import { CLUSTER_CASE, type ClusterConnection, type ClusterSecret } from '@shared/contract/cluster';
import type {
  ClusterCheck,
  ClusterFinding,
  ShownCertificate,
} from '@shared/contract/cluster-check';
import {
  type Answer,
  connectionFindings,
  diskFindings,
  healthFindings,
  versionFinding,
} from './cluster-findings';
import { shownByServer } from './cluster-agent';
import { callCluster, connect } from './connect';
import type { ClusterCall } from './line-protocol';
import { sentence, troubleOf } from './trouble';

/** The check makes small questions only, milliseconds. */
const PATIENCE_MS = 20_000;

export interface CheckedPlace {
  readonly connection: ClusterConnection;
  readonly secret: ClusterSecret | null;
  /** Null while it has no name yet. */
  readonly clusterCase: string | null;
}

type Ask = (call: ClusterCall) => Promise<unknown>;

export async function checkCluster(place: CheckedPlace): Promise<ClusterCheck> {
  let client: Client | undefined;
  try {
    client = connect(place.connection, place.secret);
    const { findings, ...rest } = await checkedWith(asker(client), place);
    return {
      ...rest,
      findings: findings.map(({ type, text }) => ({ type, text: sentence(text) })),
    };
  } catch (error) {
    const findings = [problem(troubleOf(error, place).message)];
    return { findings, cases: [], shown: await shownOf(place.connection) };
  } finally {
    void client?.close();
  }
}

function asker(client: Client): Ask {
  return async (call) => {
    const patience = AbortSignal.timeout(PATIENCE_MS);
    try {
      return (await callCluster(client, call, patience)).body;
    } catch (error) {
      throw patience.aborted ? Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' }) : error;
    }
  };
}

const problem = (text: string): ClusterFinding => ({ type: 'problem', text });

async function checkedWith(ask: Ask, place: CheckedPlace): Promise<ClusterCheck> {
  const product = versionFinding(await ask({ method: 'GET', path: '/' }), place.connection);
  const findings = [...connectionFindings(place.connection), product];
  if (product.type === 'problem') return { findings, cases: [], shown: [] };
  const answered = async (call: ClusterCall): Promise<Answer> => {
    try {
      return { ok: true, body: await ask(call) };
    } catch (error) {
      return { ok: false, message: troubleOf(error, place).message };
    }
  };
  findings.push(...healthFindings(await answered(HEALTH), await answered(SETTINGS)));
  findings.push(...(await permissionFindings(answered, place)));
  findings.push(...diskFindings(await answered(DISKS), await answered(SETTINGS)));
  return { findings, cases: await casesThere(answered), shown: [] };
}

const HEALTH: ClusterCall = { method: 'GET', path: '/_cluster/health' };
const SETTINGS: ClusterCall = {
  method: 'GET',
  path: '/_cluster/settings',
  query: {
    ...{ include_defaults: true, flat_settings: true },
    filter_path: '*.cluster*disk*,*.cluster*max_shards_per_node',
  },
};
const DISKS: ClusterCall = {
  method: 'GET',
  path: '/_cat/allocation',
  query: { format: 'json', bytes: 'b' },
};

type Answered = (call: ClusterCall) => Promise<Answer>;

/** What a case needs, tried on an index of its own name; it is removed whatever happened. */
async function permissionFindings(
  answered: Answered,
  { clusterCase }: CheckedPlace,
): Promise<readonly ClusterFinding[]> {
  const name = ['casescope', ...(clusterCase === null ? [] : [clusterCase]), 'check', randomUUID()];
  const path = `/${name.join('-')}`;
  const tried = async (what: string, call: ClusterCall): Promise<ClusterFinding> => {
    const answer = await answered(call);
    return answer.ok
      ? { type: 'good', text: `May ${what}.` }
      : problem(`Cannot ${what}: ${answer.message}`);
  };
  const settings = { number_of_shards: 1, number_of_replicas: 0 };
  const made = await tried('make indices', { method: 'PUT', path, body: { settings } });
  if (made.type === 'problem') return [made];
  const refresh = { refresh: true };
  const lines = `${JSON.stringify({ index: { _id: '1' } })}\n${JSON.stringify({ tried: true })}\n`;
  return [
    made,
    await tried('write', { method: 'POST', path: `${path}/_bulk`, query: refresh, body: lines }),
    await tried('search', { method: 'POST', path: `${path}/_search`, body: { size: 1 } }),
    await tried('remove indices', { method: 'DELETE', path }),
  ];
}

const BOOKS = /^casescope-(.+)-books$/;

/** Empty also where the user may not ask. */
async function casesThere(answered: Answered): Promise<readonly string[]> {
  const answer = await answered({
    method: 'GET',
    path: '/casescope-*-books/_alias',
    expected: [404],
  });
  if (!answer.ok || typeof answer.body !== 'object' || answer.body === null) return [];
  return Object.keys(answer.body)
    .flatMap((index) => BOOKS.exec(index)?.[1] ?? [])
    .filter((name) => CLUSTER_CASE.safeParse(name).success)
    .toSorted();
}

/** Only what a server says to everybody; nothing is told to it. */
async function shownOf({ url, trust }: ClusterConnection): Promise<readonly ShownCertificate[]> {
  if (!url.startsWith('https:') || trust.type === 'fingerprint') return [];
  try {
    return await shownByServer(new URL(url));
  } catch {
    return [];
  }
}
