/** A shard that is away, an index that is closed or gone: answers say so, or are refused; none is taken for the whole. */
import fs from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ClusterCalls } from '@electron/store/cluster/cluster-calls';
import { CASE_MAPPING } from '@electron/store/cluster/index-mapping';
import { removeOld } from '@electron/store/cluster/part-removal';
import { ClusterSearch } from '@electron/store/cluster/search/cluster-search';
import type { CaseSearcher } from '@electron/store/event-store';
import { rows, search } from './compare-stores';
import { oddEvidence } from './odd-evidence';
import { TestServer } from './server';
import { type TwoStores, twoStores } from './two-stores';

const HEADERS = { 'content-type': 'application/json' };
const PATIENCE_MS = 400_000;

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
}, PATIENCE_MS);
afterAll(() => server.stop());

async function ask(path: string, body: object, method = 'PUT'): Promise<unknown> {
  const answer = await fetch(`${server.url}${path}`, { method, headers: HEADERS, body: JSON.stringify(body) }); // prettier-ignore
  return answer.json();
}

const UUIDS = z.record(
  z.string(),
  z.object({ settings: z.object({ index: z.object({ uuid: z.string() }) }) }),
);

const NODES = z.array(z.object({ name: z.string() }));

/** The disk of its one shard is lost. @returns brings it back */
async function loseDisk(index: string): Promise<() => Promise<void>> {
  await ask(`/${index}/_flush?force=true`, {}, 'POST');
  const settings = await (await fetch(`${server.url}/${index}/_settings`)).json();
  const folder = server.shardFolder(UUIDS.parse(settings)[index]?.settings.index.uuid ?? '', 0);
  const nodes = await (await fetch(`${server.url}/_cat/nodes?format=json&h=name`)).json();
  const [{ name: node } = { name: '' }] = NODES.parse(nodes);
  const reroute = (command: object): Promise<unknown> =>
    ask('/_cluster/reroute', { commands: [command] }, 'POST');
  fs.renameSync(folder, `${folder}.lost`);
  // Its node lets go of it, looks for it on its disk, and finds none.
  await reroute({ cancel: { index, shard: 0, node, allow_primary: true } });
  return async () => {
    fs.rmSync(folder, { recursive: true, force: true });
    fs.renameSync(`${folder}.lost`, folder);
    await reroute({ allocate_stale_primary: { index, shard: 0, node, accept_data_loss: true } });
    await fetch(`${server.url}/_cluster/health/${index}?wait_for_status=yellow&timeout=60s`);
  };
}

/** Answers with a place for it. */
const TOLD: readonly ((store: CaseSearcher) => { problems: readonly string[] })[] = [
  (store) => store.eventRows({ search: search(''), start: 0, end: 9, columns: [] }),
  (store) => store.eventRows({ search: search('cmd'), start: 0, end: 9, columns: [] }),
  (store) => store.find(search('')),
  (store) => store.values({ search: search(''), field: 'EventID', holding: '', start: 0, end: 9 }),
  (store) => store.values({ search: search(''), field: 'level', holding: '', start: 0, end: 9 }),
  (store) =>
    store.detections({
      ...{ filter: '', rule: null, levels: null, suppressed: false, files: null, start: 0, end: 9 },
      sort: { column: 'time', order: 'asc' },
    }),
  (store) =>
    store.hits({
      ...{ filter: '', files: null, group: null, start: 0, end: 9 },
      sort: { column: 'time', order: 'asc' },
    }),
];

/** Answers without one. */
const REFUSED: readonly ((store: CaseSearcher) => unknown)[] = [
  (store) => store.histogram({ search: search(''), most: 10 }),
  (store) => [...store.intervals(search(''), 36_000_000_000n)],
  (store) => store.keys(search(''), 0, 9),
  (store) => store.rowAt({ search: search(''), time: '2026-01-01T00:00:00Z' }),
  (store) => store.detectionsByRule(),
  (store) => store.hitsByIndicator(),
];

describe('a part of a case in a cluster that is not there', () => {
  let stores: TwoStores;
  let pack: string;

  beforeEach(() => {
    stores = twoStores(oddEvidence(), server.url);
    pack = `casescope-${stores.place.clusterCase}-pack-000001`;
  });
  afterEach(() => stores.close());

  const expectWhole = (): void => {
    for (const query of ['', 'cmd'])
      expect(rows(stores.cluster, search(query))).toEqual(rows(stores.embedded, search(query)));
    expect(stores.cluster.detectionsByRule()).toEqual(stores.embedded.detectionsByRule());
  };

  /** By a search that has lists in memory, as far as it asks again, and by one that has none. */
  function expectTold(problem: RegExp): void {
    const fresh = new ClusterSearch(stores.caseDir, stores.line, stores.place, () => undefined);
    for (const one of TOLD.slice(0, 5)) expect(one(stores.cluster).problems.join(' ')).toMatch(problem); // prettier-ignore
    for (const one of TOLD) expect(one(fresh).problems.join(' ')).toMatch(problem);
    for (const one of REFUSED)
      expect(() => one(fresh)).toThrow(
        expect.objectContaining({ code: 'cluster-unreachable', message: expect.stringMatching(problem) }), // prettier-ignore
      );
    fresh.close();
  }

  it('a shard whose disk is lost, among others that answer', { timeout: PATIENCE_MS }, async () => {
    // Another index behind the alias, or all shards would have failed.
    await ask(`/${pack.replace('000001', '000002')}`, {
      aliases: { [`casescope-${stores.place.clusterCase}`]: {} },
      ...{ mappings: CASE_MAPPING, settings: { number_of_replicas: 0 } },
    });
    expectWhole();
    const bringBack = await loseDisk(pack);
    expectTold(/[12] of \d+ shards of the case do not answer|are missing here/);
    await bringBack();
    expectWhole();
  });

  it('an index that was closed', async () => {
    expectWhole();
    await ask(`/${pack}/_close`, {}, 'POST');
    expectTold(/-pack-000001 is closed in the cluster|closed, incomplete or gone/);
    await ask(`/${pack}/_open`, {}, 'POST');
    await fetch(`${server.url}/_cluster/health/${pack}?wait_for_status=yellow&timeout=60s`);
    expectWhole();
  });

  it('an index that was deleted', async () => {
    expectWhole();
    await fetch(`${server.url}/${pack}`, { method: 'DELETE' });
    expectTold(/-pack-000001 is not in the cluster any more|closed, incomplete or gone/);
  });

  it('an index that has lost its alias', async () => {
    expectWhole();
    const alias = `casescope-${stores.place.clusterCase}`;
    await ask('/_aliases', { actions: [{ remove: { index: pack, alias } }] }, 'POST');
    expectTold(/-pack-000001 has lost its alias|closed, incomplete or gone/);
  });

  it('what is old in it is removed when it is back; others are tidied meanwhile, in steps', async () => {
    const other = pack.replace('000001', '000002');
    const alias = `casescope-${stores.place.clusterCase}`;
    await ask(`/${other}`, {
      aliases: { [alias]: {} },
      ...{ mappings: CASE_MAPPING, settings: { number_of_replicas: 0 } },
    });
    const hash = 'e'.repeat(64);
    for (const index of [pack, other])
      for (const at of [1, 2, 3, 4, 5])
        await ask(`/${index}/_doc/old${at}`, { kind: 'event', part: `${hash}.1`, event: at });
    await ask(`/${other}/_doc/new`, { kind: 'event', part: `${hash}.3`, event: 1 });
    const countIn = async (index: string): Promise<unknown> => {
      await ask(`/${index}/_refresh`, {}, 'POST');
      return ask(`/${index}/_count`, { query: { prefix: { part: `${hash}.` } } }, 'POST');
    };
    const bringBack = await loseDisk(pack);
    const calls = new ClusterCalls(stores.place);
    let steps = 0;
    const remove = (): Promise<boolean> =>
      removeOld(
        ...([calls, stores.place.clusterCase, { sha256: hash, last: 2, published: [] }] as const),
        () => Promise.resolve(void steps++),
        2,
      );
    expect(await remove()).toBe(false);
    expect(await countIn(other)).toMatchObject({ count: 1 });
    expect(steps).toBe(3);
    await bringBack();
    expect(await countIn(pack)).toMatchObject({ count: 5 });
    expect(await remove()).toBe(true);
    expect(await countIn(pack)).toMatchObject({ count: 0 });
    calls.close();
  });
});
