import { describe, expect, it } from 'vitest';
import { type GridCursor, gridAction, type KeyPress } from '../../../renderer/table/grid-keys';

const EXTENT = { rows: 100, columns: 5, page: 20 };
const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
});
const at = (row: number, column = 0): GridCursor => ({ row, column });

describe('grid keys', () => {
  it.each([
    ['ArrowDown', at(5), at(6)],
    ['ArrowDown', at(99), at(99)],
    ['ArrowUp', at(0), at(-1)],
    ['ArrowRight', at(5, 4), at(5, 4)],
    ['ArrowLeft', at(5, 2), at(5, 1)],
    ['PageDown', at(90), at(99)],
    ['PageUp', at(5), at(0)],
    ['Home', at(50, 3), at(0, 3)],
    ['End', at(50, 3), at(99, 3)],
  ])('%s moves', (key, from, to) => {
    expect(gridAction(from, press(key), EXTENT)).toEqual({ type: 'move', to, reach: 'plain' });
  });

  it('extends with Shift and moves the cursor alone with Ctrl', () => {
    expect(gridAction(at(1), press('End', { shiftKey: true }), EXTENT)).toMatchObject({
      reach: 'range',
    });
    expect(gridAction(at(1), press('ArrowDown', { ctrlKey: true }), EXTENT)).toMatchObject({
      reach: 'cursorOnly',
    });
  });

  it.each([
    [press('Enter'), 'open'],
    [press(' '), 'toggle'],
    [press('F10', { shiftKey: true }), 'menu'],
    [press('ContextMenu'), 'menu'],
    [press('a', { ctrlKey: true }), 'all'],
  ])('acts on a row', (key, type) => {
    expect(gridAction(at(3), key, EXTENT)).toEqual({ type });
  });

  it('sorts and resizes from the header', () => {
    expect(gridAction(at(-1), press('Enter'), EXTENT)).toEqual({ type: 'sort' });
    expect(gridAction(at(-1), press('ArrowRight', { shiftKey: true }), EXTENT)).toEqual({
      type: 'resize',
      byPx: 16,
    });
  });

  it('leaves other keys alone', () => {
    for (const key of [press('x'), press('Tab'), press('ArrowDown', { altKey: true })]) {
      expect(gridAction(at(1), key, EXTENT)).toBeNull();
    }
  });
});
