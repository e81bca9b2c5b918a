import { describe, expect, it } from 'vitest';
import {
  NOTHING_SELECTED,
  type RowKey,
  select,
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
