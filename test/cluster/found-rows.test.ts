/** Pages from anywhere, also behind the rows that a cluster shows from the first. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FileTime } from '@shared/model/file-time';
import { caseAlias } from '@electron/store/cluster/case-indices';
import { CaseIndex } from '@electron/store/cluster/search/case-index';
import { TIMED } from '@electron/store/cluster/query/time-clauses';
import { documentStream } from '@electron/store/cluster/search/document-stream';
import { FoundRows } from '@electron/store/cluster/search/found-rows';
import { indexedTicks } from '@electron/store/cluster/time-terms';
import type { GivenEvent } from '../fixtures/case-of-events';
import { at } from './odd-evidence';
import { type TwoStores, twoStores } from './two-stores';

/** Many of one time, some a tick apart, some years; a few without one. */
const TIMES: readonly (FileTime | null)[] = [
  ...[null, at('2026-01-01'), at('2026-01-01'), at('2026-01-01T00:00:00.0000001Z')],
  ...[at('2026-01-01T00:00:00.0000002Z'), at('2026-01-01'), at('1601-01-02'), at('9000-01-01')],
];

const events = (seed: number, count: number): GivenEvent[] =>
  Array.from({ length: count }, (_, n) => ({
    time: TIMES[(n * seed + (n >> 3)) % TIMES.length] ?? null,
    fields: [['N', String(n)]],
  }));

interface Place {
  readonly ticks: bigint | null;
  readonly file: number;
  readonly event: number;
}

const byPlace = (left: Place, right: Place): number => {
  if (left.ticks === null || right.ticks === null) {
    if (left.ticks !== right.ticks) return left.ticks === null ? 1 : -1;
  } else if (left.ticks !== right.ticks) return left.ticks < right.ticks ? -1 : 1;
  return left.file - right.file || left.event - right.event;
};

describe('rows of a search in a cluster', () => {
  const files = [events(1, 90), events(3, 120), events(5, 60)];
  let stores: TwoStores;
  let index: CaseIndex;
  beforeAll(() => {
    stores = twoStores(Object.fromEntries(files.map((of, n) => [`${n}.evtx`, { events: of }])));
    const { clusterCase } = stores.place;
    index = new CaseIndex(stores.line, caseAlias(clusterCase), (problem) =>
      expect(problem).toBe(''),
    );
  });
  afterAll(() => stores.close());

  const all: Place[] = files
    .flatMap((of, file) => of.map(({ time }, event) => ({ ticks: time, file, event })))
    .toSorted(byPlace);
  const timed = all.filter(({ ticks }) => ticks !== null);
  const untimed = all.filter(({ ticks }) => ticks === null);
  const expected = {
    asc: [...timed, ...untimed],
    desc: [...timed.toReversed(), ...untimed.toReversed()],
  };

  it('come in order from any row, however few a cluster shows', () => {
    const asked = fc.record({
      sort: fc.constantFrom('asc' as const, 'desc' as const),
      starts: fc.array(fc.nat(all.length), { minLength: 1, maxLength: 4 }),
      length: fc.integer({ min: 1, max: 40 }),
      rows: fc.integer({ min: 1, max: 12 }),
      more: fc.integer({ min: 0, max: 30 }),
    });
    fc.assert(
      fc.property(asked, ({ sort, starts, length, rows, more }) => {
        const found = new FoundRows(index, EVENTS, sort, { window: rows + more, rows });
        expect([found.count, found.timed]).toEqual([all.length, timed.length]);
        for (const start of starts) {
          const page = found.page(start, start + length, { _source: ['ticks', 'file', 'event'] });
          expect(page.map(({ _source: source }) => source)).toEqual(
            expected[sort].slice(start, start + length).map(({ ticks, file, event }) => ({
              ...{ file, event },
              ...(ticks === null ? {} : { ticks: indexedTicks(ticks) }),
            })),
          );
        }
      }),
      { numRuns: 12, seed: 9 },
    );
  });

  it('are read one after the other, each once, however few a call brings', () => {
    for (const [order, rows] of [
      ['asc', 1_000],
      ['asc', 7],
      ['desc', 13],
      ['desc', timed.length],
    ] as const) {
      const query = { bool: { filter: [EVENTS, TIMED] } };
      const keys = ['ticks', 'file', 'event'];
      const asked = { query, keys, order, rows, shape: { _source: ['file', 'event'] } };
      const read = [...documentStream(index, asked)].map(({ _source: source }) => source);
      expect(read).toEqual(
        expected[order].slice(0, timed.length).map(({ file, event }) => ({ file, event })),
      );
    }
  });

  it('are none where nothing is found', () => {
    const none = new FoundRows(index, { match_none: {} }, 'asc');
    expect([none.count, none.page(0, 10, {})]).toEqual([0, []]);
  });
});

const EVENTS = { term: { kind: 'event' } };
