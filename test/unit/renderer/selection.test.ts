import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countRows, holdsRow } from '../../../renderer/table/row-ranges';
import {
  NO_PLACES,
  NOTHING_SELECTED,
  type PlaceStep,
  type RowKey,
  select,
  selectPlaces,
  type Selection,
  type SelectionReach,
} from '../../../renderer/table/selection';

const ORDER: readonly RowKey[] = [10, 20, 30, 40, 50];
const go = (from: Selection, key: RowKey, reach: SelectionReach = 'plain'): Selection =>
  select(from, { type: 'go', key, reach }, ORDER);
const keys = (selection: Selection): RowKey[] =>
  [...selection.keys].toSorted((a, b) => (a < b ? -1 : 1));

describe('selection', () => {
  it('selects one row', () => {
    expect(keys(go(go(NOTHING_SELECTED, 10), 30))).toEqual([30]);
  });

  it('extends from the anchor in both directions', () => {
    const anchored = go(NOTHING_SELECTED, 30);
    expect(keys(go(anchored, 50, 'range'))).toEqual([30, 40, 50]);
    const turned = go(go(anchored, 50, 'range'), 10, 'range');
    expect(keys(turned)).toEqual([10, 20, 30]);
    expect(turned.cursor).toBe(10);
  });

  it('adds and takes away single rows', () => {
    const two = go(go(NOTHING_SELECTED, 10), 40, 'toggle');
    expect(keys(two)).toEqual([10, 40]);
    expect(keys(go(two, 10, 'toggle'))).toEqual([40]);
  });

  it('moves the cursor alone', () => {
    const moved = go(go(NOTHING_SELECTED, 10), 20, 'cursorOnly');
    expect(keys(moved)).toEqual([10]);
    expect(moved.cursor).toBe(20);
  });

  it('selects all and nothing', () => {
    const all = select(NOTHING_SELECTED, { type: 'all' }, ORDER);
    expect(keys(all)).toEqual(ORDER);
    expect(select(all, { type: 'none' }, ORDER).keys.size).toBe(0);
  });

  it('forgets rows that are gone', () => {
    const all = go(select(NOTHING_SELECTED, { type: 'all' }, ORDER), 20, 'cursorOnly');
    const left = select(all, { type: 'keep', keys: new Set([30, 40]) }, ORDER);
    expect(keys(left)).toEqual([30, 40]);
    expect(left.cursor).toBeNull();
  });

  it('stays the same object when nothing is gone', () => {
    const one = go(NOTHING_SELECTED, 30);
    expect(select(one, { type: 'keep', keys: new Set(ORDER) }, ORDER)).toBe(one);
  });
});

describe('a selection by place', () => {
  const TOTAL = 12;
  const step: fc.Arbitrary<PlaceStep> = fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({
        type: fc.constant('go' as const),
        key: fc.nat(TOTAL - 1),
        reach: fc.constantFrom<SelectionReach>('plain', 'range', 'toggle', 'toggle', 'cursorOnly'),
      }),
    },
    { weight: 1, arbitrary: fc.constantFrom({ type: 'all' as const }, { type: 'none' as const }) },
  );

  it('holds the very rows that one by key holds, in as few stretches as it can', () => {
    const order = Array.from({ length: TOTAL }, (_, at) => at);
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let [places, byKey] = [NO_PLACES, NOTHING_SELECTED];
        for (const one of steps) {
          places = selectPlaces(places, one, TOTAL);
          byKey = select(byKey, one, order);
          const held = order.filter((row) => holdsRow(places.keys, row));
          expect(held).toEqual(keys(byKey));
          expect(countRows(places.keys)).toBe(byKey.keys.size);
          expect([places.cursor, places.anchor]).toEqual([byKey.cursor, byKey.anchor]);
          places.keys.forEach(({ start, end }, at) => {
            expect(end).toBeGreaterThan(start);
            expect(start).toBeGreaterThan(places.keys[at - 1]?.end ?? -1);
          });
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is one stretch of ten million rows, but for those taken out of it', () => {
    const total = 10_000_000;
    const all = selectPlaces(NO_PLACES, { type: 'all' }, total);
    const step: PlaceStep = { type: 'go', key: 7_000_000, reach: 'toggle' };
    const without = selectPlaces(all, step, total);
    expect(all.keys).toHaveLength(1);
    expect(without.keys).toEqual([
      { start: 0, end: 7_000_000 },
      { start: 7_000_001, end: total },
    ]);
    expect(countRows(without.keys)).toBe(total - 1);
    expect(selectPlaces(without, step, total).keys).toEqual(all.keys);
  });

  it('selects nothing of an empty list', () => {
    expect(selectPlaces(NO_PLACES, { type: 'all' }, 0).keys).toEqual([]);
  });
});
