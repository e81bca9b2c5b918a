/** A selection by place never stands for other rows than those that were selected. */
import { expect, test } from 'vitest';
import {
  type ListedSelection,
  readSelected,
  selectionIn,
  type ShownList,
  stepIn,
} from '../../../renderer/table/place-selection';
import type { RowRange } from '../../../renderer/table/data-source';

const LIST: ShownList = {
  ...{ listKey: 'one', total: 50, exactTotal: 50, stale: false, partial: false },
};
const range = (key: number) => ({ type: 'go', key, reach: 'range' }) as const;
const toggle = (key: number) => ({ type: 'go', key, reach: 'toggle' }) as const;
const plain = (key: number) => ({ type: 'go', key, reach: 'plain' }) as const;

function selected(list: ShownList = LIST): ListedSelection {
  const after = stepIn(stepIn(null, list, plain(3), null), list, range(5), null);
  if (after === null) throw new Error('nothing is selected');
  return after;
}

test('it is gone with its list, and with another number of rows', () => {
  const kept = selected();
  expect(selectionIn(kept, LIST)).toBe(kept);
  expect(selectionIn(kept, { ...LIST, listKey: 'another' })).toBeNull();
  expect(selectionIn(kept, { ...LIST, exactTotal: 51 })).toBeNull();
});

test('it stays while the same list is asked for once more', () => {
  const asked = { ...LIST, exactTotal: null, stale: true };
  const kept = selected();
  expect(selectionIn(kept, asked)).toBe(kept);
  expect(stepIn(kept, asked, toggle(9), null)?.keys).toEqual([
    { start: 3, end: 6 },
    { start: 9, end: 10 },
  ]);
});

test('rows of the list before, or found so far, are selected one by one alone', () => {
  const before = { ...LIST, exactTotal: null, stale: true };
  expect(stepIn(null, before, range(5), 3)).toBeNull();
  expect(stepIn(selected(), { ...before, partial: true }, toggle(9), null)).toBeNull();
});

test('it begins with the row that was selected by its key', () => {
  expect(stepIn(null, LIST, toggle(9), 3)?.keys).toEqual([
    { start: 3, end: 4 },
    { start: 9, end: 10 },
  ]);
  expect(stepIn(null, LIST, range(9), 3)?.keys).toEqual([{ start: 3, end: 10 }]);
  expect(stepIn(null, LIST, range(9), null)?.keys).toEqual([{ start: 9, end: 10 }]);
  const aside = { type: 'go', key: 9, reach: 'cursorOnly' } as const;
  expect(stepIn(null, LIST, aside, 3)).toBeNull();
});

/** Rows are called by their place; as many as `total` says. */
const listOf = (total: number) => ({
  read: ({ start, end }: RowRange) => {
    const rows = Array.from({ length: end - start }, (_, at) => start + at);
    return Promise.resolve({ total, start, rows });
  },
});

test('its rows are read in order, and not of a list that has changed', async () => {
  const two = stepIn(stepIn(selected(), LIST, toggle(20), null), LIST, toggle(4), null);
  if (two === null) throw new Error('nothing is selected');
  expect(await readSelected(two, listOf(50))).toEqual([3, 5, 20]);
  await expect(readSelected(two, listOf(49))).rejects.toThrow('The list has changed');
});
