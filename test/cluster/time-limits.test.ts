/** A cluster that ends every search after a while, and takes few clauses: answers are whole all the same. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ClusterCalls } from '@electron/store/cluster/cluster-calls';
import { rows, search } from './compare-stores';
import { at, oddEvidence } from './odd-evidence';
import { TestServer } from './server';
import { type GivenFile, type TwoStores, twoStores } from './two-stores';

/** Time is over with the next millisecond, by a clock that is asked every time. */
const LIMITED = {
  'indices.query.bool.max_clause_count': 120,
  'search.default_search_timeout': '1nanos',
  'thread_pool.estimated_time_interval': '0ms',
};

/** One event that every such file has, and one of its own. */
const copy = (number: number): GivenFile => ({
  events: [
    { time: at('2026-03-05T00:00:00Z'), fields: [['Word', 'copied']] },
    { time: at('2026-03-05T00:00:00Z'), fields: [['Word', `own ${number}`]] },
  ],
});

let server: TestServer;
let stores: TwoStores;

beforeAll(async () => {
  server = await TestServer.start(LIMITED);
  const copies = Array.from({ length: 70 }, (_, at) => [`copy ${at}`, copy(at)] as const);
  stores = twoStores({ ...oddEvidence(), ...Object.fromEntries(copies) }, server.url);
}, 300_000);
afterAll(async () => {
  stores.close();
  await server.stop();
});

it('rows, values, histograms and findings are as on a laptop', () => {
  const { embedded, cluster } = stores;
  for (const text of ['', 'cmd', 'user:bob', 'level:high'])
    expect(rows(cluster, search(text))).toEqual(rows(embedded, search(text)));
  const values = { search: search(''), field: 'EventID', holding: '', start: 0, end: 99 };
  expect(cluster.values(values)).toEqual(embedded.values(values));
  const times = { search: search(''), most: 20 };
  expect(cluster.histogram(times)).toEqual(embedded.histogram(times));
  expect(cluster.detectionsByRule()).toEqual(embedded.detectionsByRule());
  expect(cluster.hitsByIndicator()).toEqual(embedded.hitsByIndicator());
});

it('copies in many files are left out', () => {
  for (const text of ['', 'copied']) {
    const asked = search(text, { withoutCopies: true });
    expect(rows(stores.cluster, asked)).toEqual(rows(stores.embedded, asked));
    expect(rows(stores.cluster, asked)).toMatchObject({ problems: [] });
  }
  expect(rows(stores.cluster, search('copied', { withoutCopies: true }))).toMatchObject({
    ...{ total: 1, rows: [{ copies: 70 }] },
  });
});

/** A search of several parts, each of which takes the server milliseconds: it looks at its clock between them. */
const SLOW = {
  parts: 4,
  source: 'long x = 0; for (int i = 0; i < 900000; i++) { x = x * 31 + i } return x != 7',
};

it('a search that asks for less time than it needs is refused', async () => {
  const calls = new ClusterCalls(stores.place);
  for (let part = 0; part < SLOW.parts; part++)
    await calls.ask({
      method: 'PUT',
      path: `/slow/_doc/${part}`,
      query: { refresh: 'true' },
      body: {},
    });
  const query = { script: { script: { source: SLOW.source } } };
  const ask = (timeout: object): Promise<unknown> =>
    calls.ask({ method: 'POST', path: '/slow/_search', body: { query, ...timeout } });
  await expect(ask({ timeout: '1nanos' })).rejects.toMatchObject({
    ...{ code: 'cluster-refused', message: expect.stringContaining('before it was done') },
  });
  await expect(ask({})).resolves.toMatchObject({
    body: { timed_out: false, hits: { total: { value: SLOW.parts } } },
  });
  calls.close();
});
