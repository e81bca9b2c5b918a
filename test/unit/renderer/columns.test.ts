import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Column, placeColumns, scrollLeftShowing } from '../../../renderer/table/columns';

const columnsOf = (widths: readonly number[]): Column<null>[] =>
  widths.map((widthPx, at) => ({ id: `c${at}`, title: '', widthPx, render: () => null }));

it('the first columns stay in place as far as they leave room for the others', () => {
  const frozenOf = (viewPx: number): boolean[] =>
    placeColumns(columnsOf([100, 100, 100, 100]), {}, viewPx, 2).map(({ frozen }) => frozen);
  expect(frozenOf(400)).toEqual([true, true, false, false]);
  expect(frozenOf(300)).toEqual([true, false, false, false]);
  expect(frozenOf(100)).toEqual([false, false, false, false]);
});

it('one column takes the room that is left, unless it was given a width', () => {
  const [first, second, last] = columnsOf([100, 100, 100]);
  if (first === undefined || second === undefined || last === undefined) throw new Error('three');
  const filling = [first, { ...second, fills: true }, last];
  const pxOf = (...given: Parameters<typeof placeColumns<null>>): number[] =>
    placeColumns(...given).map(({ widthPx }) => widthPx);
  expect(pxOf(filling, {}, 500)).toEqual([100, 300, 100]);
  expect(pxOf(filling, {}, 250)).toEqual([100, 100, 100]);
  expect(pxOf(filling, { c1: 80 }, 500)).toEqual([100, 80, 320]);
  expect(pxOf(filling, { c1: 80, c2: 90 }, 500)).toEqual([100, 80, 90]);
  expect(pxOf(columnsOf([100, 100]), { c0: 150 }, 500)).toEqual([150, 350]);
});

it('a column the keyboard goes to stands wholly in view beside the frozen ones, where it fits', () => {
  const widths = fc.array(fc.integer({ min: 48, max: 300 }), { minLength: 1, maxLength: 12 });
  const view = fc.integer({ min: 300, max: 1_200 });
  fc.assert(
    fc.property(
      widths,
      view,
      fc.nat(4),
      fc.nat(11),
      fc.nat(2_000),
      (px, viewPx, frozen, at, left) => {
        const placed = placeColumns(columnsOf(px), {}, viewPx, frozen);
        const column = at % px.length;
        const frozenPx = placed
          .filter((one) => one.frozen)
          .reduce((sum, { widthPx }) => sum + widthPx, 0);
        const scrolled = scrollLeftShowing(placed, column, { scrollLeftPx: left, widthPx: viewPx });
        const one = placed[column];
        if (one === undefined || one.frozen) {
          expect(scrolled).toBe(left);
          return;
        }
        expect(one.leftPx - scrolled).toBeGreaterThanOrEqual(frozenPx);
        if (one.widthPx <= viewPx - frozenPx)
          expect(one.leftPx + one.widthPx - scrolled).toBeLessThanOrEqual(viewPx);
      },
    ),
  );
});
