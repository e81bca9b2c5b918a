/** Both stores give the same answers. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { printQuery } from '@shared/query/printer';
import { sha256 } from '@shared/model/ids';
import { EVERY_SET } from '@shared/model/rule-sets';
import { NO_CLOCK } from '@shared/sigma/engine/text-tests';
import { randomEvent } from '../unit/store/search/random-events';
import { randomQuery } from '../unit/query/random-queries';
import { both, expectSame, rows, search, told } from './compare-stores';
import { oddEvidence } from './odd-evidence';
import { FIELDS, QUERIES } from './parity-queries';
import { type TwoStores, twoStores } from './two-stores';

describe('two stores of odd evidence', () => {
  let stores: TwoStores;
  beforeAll(() => {
    stores = twoStores(oddEvidence());
    mark(stores);
  });
  afterAll(() => stores.close());

  it('find the same events in the same order by every query', { timeout: 900_000 }, () => {
    expect(QUERIES.length).toBeGreaterThan(200);
    const wrong: string[] = [];
    let some = 0;
    for (const query of QUERIES) {
      const [cluster, embedded] = both(stores, (store) => rows(store, search(query)));
      expect(embedded, query).toHaveProperty('total');
      if ((embedded as { total: number }).total > 0) some++;
      if (JSON.stringify(cluster) !== JSON.stringify(embedded))
        wrong.push(`${query.slice(0, 80)}\n  ${told(cluster)}\n  ${told(embedded)}`);
    }
    expect(wrong.join('\n')).toBe('');
    expect(some).toBeGreaterThan(180);
  });

  it('turn rows round, narrow them to files and to times', () => {
    for (const query of ['', 'cmd', 'NOT Script:*', 'level:*']) {
      for (const more of [
        { sort: 'desc' as const },
        { files: [1, 3] },
        { from: '2026-03-01T00:00:03.0000001Z' },
        { to: '2026-03-01T00:00:03Z' },
        { from: '2026-03-01', to: '2026-03-02', sort: 'desc' as const },
        { withoutCopies: true },
        { withoutCopies: true, sort: 'desc' as const },
        { withoutHidden: true },
        { withoutHidden: true, withoutCopies: true, sort: 'desc' as const },
      ])
        expectSame(stores, `${query} ${JSON.stringify(more)}`, (store) =>
          rows(store, search(query, more)),
        );
    }
  });

  it('leave out what the examiner put out of sight, by that mark alone', () => {
    const own = search('hidden:true', { withoutHidden: true });
    const [cluster, embedded] = both(stores, (store) => rows(store, own));
    expect(cluster).toEqual(embedded);
    expect(embedded).toMatchObject({ total: 1, rows: [{ time: '2026-03-02T11:00:11.0000000Z' }] });
    for (const field of ['file', 'Channel'])
      expectSame(stores, field, (store) =>
        store.values({ search: { ...own, query: '' }, field, holding: '', start: 0, end: 9 }),
      );
  });

  it('have the same pages, keys, places and exports', () => {
    for (const sort of ['asc', 'desc'] as const) {
      const asked = search('', { sort });
      for (const [start, end] of [
        [0, 7],
        [100, 130],
        [170, 200],
        [190, 400],
        [9_000, 9_100],
      ] as const) {
        expectSame(stores, `${start}`, (store) => rows(store, asked, start, end));
        expectSame(stores, `${start}`, (store) => store.keys(asked, start, end));
      }
      expectSame(stores, 'found', (store) =>
        [...store.find(asked).events()].map(({ path, time, place, fields, findings }) => ({
          ...{ path, time: String(time), place, fields, findings },
        })),
      );
      expectSame(stores, 'first', (store) => [...store.find(asked).events(3)].length);
      for (const time of ['2026-03-01T00:00:03Z', '1601-01-01', '9999-12-31', '2026-03-02T11:00'])
        expectSame(stores, time, (store) => store.rowAt({ search: asked, time }));
    }
  });

  it('count by time the same', () => {
    const narrow = { from: '2026-03-01', to: '2026-03-03' };
    for (const query of ['', 'cmd', 'level:*', 'x AND NOT x', 'NOT time:*'])
      for (const more of [{}, narrow, { from: '2026-03-01T00:00:03Z', to: '2026-03-01T00:00:04Z' }])
        for (const most of [10, 60, 500]) {
          const asked = search(query, more);
          expectSame(stores, `${query} ${most}`, (store) =>
            store.histogram({ search: asked, most }),
          );
        }
    for (const width of [1n, 7n, 10_000_000n, 600_000_000n, 864_000_000_000n])
      expectSame(stores, String(width), (store) => [...store.intervals(search('', narrow), width)]);
  });

  it('count values the same', () => {
    for (const field of FIELDS)
      for (const query of ['', 'cmd', 'file:*names*'])
        for (const [holding, start, end] of [
          ['', 0, 500],
          ['C', 0, 500],
          ['', 3, 6],
        ] as const)
          expectSame(stores, `${field} of ${query}`, (store) =>
            store.values({ search: search(query), field, holding, start, end }),
          );
  });

  it('tell the same fields, events, detections and hits', () => {
    expectSame(stores, 'fields', (store) => store.fields());
    for (const file of [1, 2, 3, 4, 9])
      for (const event of [0, 1, 5]) {
        if (file === 4) continue;
        expectSame(stores, 'event', (store) => store.event(file, event));
        expectSame(stores, 'event by offset', (store) => {
          const offset = store.event(file, event)?.offset ?? 0;
          return [store.event(file, event + 1, offset), store.event(file, event, offset + 1)];
        });
        expectSame(stores, 'place', (store) => store.place(file, event));
      }
    const page = { filter: '', files: null, start: 0, end: 100 };
    for (const column of ['time', 'level', 'rule', 'computer', 'file'] as const)
      for (const suppressed of [true, false])
        expectSame(stores, column, (store) =>
          store.detections({
            ...page,
            rule: null,
            levels: null,
            suppressed,
            sort: { column, order: 'desc' },
          }),
        );
    for (const column of ['time', 'indicator', 'field', 'computer', 'file'] as const)
      expectSame(stores, column, (store) =>
        store.hits({ ...page, group: null, sort: { column, order: 'asc' } }),
      );
    for (const by of ['indicator', 'host', 'day'] as const)
      expectSame(stores, by, (store) => store.hitGroups({ filter: '', by }));
    expectSame(stores, 'by rule', (store) => store.detectionsByRule());
    expectSame(stores, 'by indicator', (store) => store.hitsByIndicator());
    for (const file of [1, 4, 9])
      expectSame(stores, 'flaws', (store) => store.flaws({ file, start: 0, end: 10 }));
  });

  it('weigh indicators the same', () => {
    expectSame(stores, 'weighed', (store) =>
      store.weighIndicators([
        { type: 'ip', value: '10.0.0.7', mode: 'literal' },
        { type: 'filename', value: 'cmd.exe', mode: 'literal' },
      ]),
    );
  });

  it('try rules the same', () => {
    const text = `title: Tried
name: tried
level: high
logsource: { product: windows }
detection: { s: { 'Script|contains': cmd }, condition: s }
---
title: Several
level: low
correlation:
    type: event_count
    rules: [tried]
    timespan: 1d
    condition: { gte: 2 }
    generate: true
`;
    const files = [{ path: 'tried.yml', text }];
    const order = { files, companions: [], placeholders: {}, sets: EVERY_SET };
    const [cluster, embedded] = both(stores, (store) => store.tryRules(order, NO_CLOCK));
    expect(cluster).toEqual(embedded);
    expect(embedded).toMatchObject({ refused: [], rulesApplied: 1 });
    expect((embedded as { detections: number }).detections).toBeGreaterThan(5);
  });

  it('follow tunings', () => {
    const { tuningTable } = stores.database;
    tuningTable.add({ action: 'level', ruleId: 'loud', level: 'medium', reason: 'r' });
    tuningTable.add({
      ...{ action: 'exclude', ruleId: 'title Odd "shell" (Ü)', reason: 'r' },
      where: [{ field: 'Computer', value: 'host-2' }],
    });
    for (const query of ['level:*', 'level:low', 'level:medium', 'level:>=high', 'rule:*shell*']) {
      expectSame(stores, query, (store) => rows(store, search(query)));
      expectSame(stores, query, (store) => store.histogram({ search: search(query), most: 60 }));
      for (const field of ['level', 'rule'])
        expectSame(stores, query, (store) =>
          store.values({ search: search(query), field, holding: '', start: 0, end: 9 }),
        );
    }
    expectSame(stores, 'by rule', (store) => store.detectionsByRule());
  });
});

/** What the examiner did. */
function mark({ database }: TwoStores): void {
  const [texts, odd] = database.files();
  const hashOf = (file: typeof texts) => file?.hashes?.sha256 ?? sha256('');
  const keys = [
    { sha256: hashOf(texts), offset: 0 },
    { sha256: hashOf(texts), offset: 300 },
    { sha256: hashOf(odd), offset: 400 },
  ];
  const { markTable } = database;
  markTable.putTag({ id: null, name: 'Suspicious', colour: 'red' });
  markTable.tag(keys.slice(0, 2), database.tags()[0]?.id ?? 0, true);
  for (const key of keys.slice(1)) markTable.note(key, 'a mail');
  markTable.hide(keys.slice(2), 'noise');
}

describe('two stores of random evidence', () => {
  it('find the same by random queries', { timeout: 900_000 }, () => {
    const runs = Number(process.env['CASESCOPE_PARITY_RUNS'] ?? 12);
    const events = fc.array(randomEvent, { minLength: 1, maxLength: 40 });
    const asked = fc.array(randomQuery, { minLength: 20, maxLength: 60 });
    const same = fc.property(events, events, asked, (some, others, queries) => {
      const stores = twoStores({ 'log.evtx': { events: some }, 'other.evtx': { events: others } });
      try {
        for (const query of queries.map(printQuery))
          expectSame(stores, query, (store) => rows(store, search(query)));
      } finally {
        stores.close();
      }
    });
    fc.assert(same, { numRuns: runs, seed: 9 });
  });
});
