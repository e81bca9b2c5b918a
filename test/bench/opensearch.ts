/**
 * `npm run bench:opensearch`: the same evidence processed by the built command line into shards of a case and into a
 * cluster, in one run: events a second, bytes an event on disk, CPU time here and in the server, searches of both. One
 * line of JSON on stdout. `BENCH_EVENTS` is the number of events; `CASESCOPE_OPENSEARCH_URL` names a server that runs
 * already, otherwise one is started (test/cluster/server). `bench:search-cluster` asks more of a larger case.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { EMBEDDED, type StorePlace } from '@shared/contract/cluster';
import { casePaths } from '@electron/store/case-paths';
import { eventStoreOf } from '@electron/store/event-store-of';
import { TestServer } from '../cluster/server';
import { writeNdjson } from '../fixtures/ndjson-evidence';
import { temporaryFolder } from '../fixtures/temporary-folder';
import { rounded } from './cpu';
import { CpuOfTree } from './cpu-of-tree';
import { type Warm, warmly } from './search-measure';
import { questionsOf } from './search-questions';

const EVENTS = Number(process.env['BENCH_EVENTS'] ?? 100_000);
const RUNNING = process.env['CASESCOPE_OPENSEARCH_URL'];
const CLUSTER_CASE = `bench-${process.pid}`;
const CLI = path.resolve('out/main/cli.js');

const CPU = z.object({
  nodes: z.record(z.string(), z.object({ process: z.object({ cpu: z.object({ total_in_millis: z.number() }) }) })), // prettier-ignore
});
const STORE = z.object({
  _all: z.object({ primaries: z.object({ store: z.object({ size_in_bytes: z.number() }), docs: z.object({ count: z.number() }) }) }), // prettier-ignore
});

interface Processed {
  readonly seconds: number;
  readonly eventsPerSecond: number;
  /** Of the command with its workers. */
  readonly ownCpuMs: number;
  readonly detections: number;
}
const SUMMARY = z.object({ events: z.number(), detections: z.number() });

async function processed(words: readonly string[]): Promise<Processed> {
  const begun = performance.now();
  const command = spawn(process.execPath, [CLI, 'process', '--json', ...words]);
  const cpu = new CpuOfTree(command.pid ?? 0);
  const [said, complaint, [status]] = await Promise.all([
    text(command.stdout),
    text(command.stderr),
    once(command, 'exit'),
  ]);
  const ownCpuMs = cpu.end();
  const seconds = rounded((performance.now() - begun) / 1_000);
  if (status !== 0) throw new Error(`process ended with ${status}: ${complaint}`);
  const { events, detections } = SUMMARY.parse(JSON.parse(said.trim().split('\n').at(-1) ?? ''));
  if (events !== EVENTS) throw new Error(`${events} events of ${EVENTS}`);
  return { seconds, eventsPerSecond: Math.round(events / seconds), ownCpuMs, detections };
}

async function asked(url: string, at: string, method = 'GET'): Promise<unknown> {
  const answer = await fetch(`${url}/${at}`, { method });
  if (!answer.ok) throw new Error(`${method} ${at}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

/** Of all nodes, since they were started. */
async function serverCpuMs(url: string): Promise<number> {
  const { nodes } = CPU.parse(await asked(url, '_nodes/stats/process'));
  return Object.values(nodes).reduce((sum, { process: { cpu } }) => sum + cpu.total_in_millis, 0);
}

/** Without replicas: as it was written, and with each shard in one piece. */
async function bytesInCluster(
  url: string,
): Promise<{ asWritten: number; merged: number; documents: number }> {
  const indices = `casescope-${CLUSTER_CASE}`;
  const size = async (): Promise<z.infer<typeof STORE>['_all']['primaries']> => {
    await asked(url, `${indices}/_flush`, 'POST');
    return STORE.parse(await asked(url, `${indices}/_stats/store,docs`))._all.primaries;
  };
  const asWritten = await size();
  await asked(url, `${indices}/_forcemerge?max_num_segments=1`, 'POST');
  const merged = await size();
  return {
    asWritten: asWritten.store.size_in_bytes,
    merged: merged.store.size_in_bytes,
    documents: merged.docs.count,
  };
}

const bytesInFolder = (caseDir: string): number =>
  fs
    .readdirSync(casePaths.events(caseDir))
    .reduce((sum, name) => sum + fs.statSync(path.join(casePaths.events(caseDir), name)).size, 0);

const perEvent = (bytes: number): number => rounded(bytes / EVENTS);

function searched(caseDir: string, place: StorePlace): Warm['queries'] {
  const open = (): ReturnType<ReturnType<typeof eventStoreOf>['search']> =>
    eventStoreOf(caseDir, place).search();
  return warmly(questionsOf({ caseDir, events: EVENTS }, open)).queries;
}

const server = RUNNING === undefined ? await TestServer.start() : null;
const url = RUNNING ?? server?.url ?? '';
const evidence = writeNdjson(path.join(temporaryFolder('bench'), 'events.ndjson'), EVENTS);
const [own, inCluster] = [temporaryFolder('bench'), temporaryFolder('bench')].map((folder) => path.join(folder, 'case')); // prettier-ignore
if (own === undefined || inCluster === undefined) throw new Error('two cases are compared');
const place: StorePlace = {
  type: 'cluster',
  connection: { url, trust: { type: 'system' }, auth: { type: 'none' } },
  ...{ secret: null, clusterCase: CLUSTER_CASE },
};

const embedded = await processed(['--case', own, evidence]);
const idleMs = await serverCpuMs(url);
const cluster = await processed(['--case', inCluster, '--opensearch', url, '--opensearch-case', CLUSTER_CASE, evidence]); // prettier-ignore
const serverMs = (await serverCpuMs(url)) - idleMs;
const bytes = await bytesInCluster(url);
const told = {
  ...{ bench: 'opensearch', events: EVENTS, evidenceBytesPerEvent: perEvent(fs.statSync(evidence).size) }, // prettier-ignore
  embedded: { ...embedded, bytesPerEvent: perEvent(bytesInFolder(own)) },
  cluster: {
    ...cluster,
    serverCpuMs: serverMs,
    serverShareOfCpu: rounded(serverMs / (serverMs + cluster.ownCpuMs)),
    bytesPerEvent: perEvent(bytes.asWritten),
    mergedBytesPerEvent: perEvent(bytes.merged),
    documents: bytes.documents,
  },
  searches: { embedded: searched(own, EMBEDDED), cluster: searched(inCluster, place) },
};
process.stdout.write(`${JSON.stringify(told)}\n`);
for (const index of [
  `casescope-${CLUSTER_CASE}-pack-*`,
  `casescope-${CLUSTER_CASE}-file-*`,
  `casescope-${CLUSTER_CASE}-books`,
])
  // prettier-ignore
  await fetch(`${url}/${index}`, { method: 'DELETE' });
await server?.stop();
process.exit(0);
