import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  contentPx,
  firstRowShowing,
  isScaled,
  lastFirstRow,
  MOST_SCROLL_PX,
  rowAt,
  rowsInView,
  type ScrollShape,
  scrollTopOf,
} from '../../../renderer/table/scaled-scroll';

const shapes = fc.record({
  rows: fc.integer({ min: 0, max: 50_000_000 }),
  rowPx: fc.integer({ min: 16, max: 40 }),
  viewPx: fc.integer({ min: 0, max: 4_000 }),
});
const TEN_MILLION: ScrollShape = { rows: 10_000_000, rowPx: 26, viewPx: 650 };

describe('scaled scroll', () => {
  it('never asks for an element Chromium would clamp', () => {
    fc.assert(fc.property(shapes, (shape) => contentPx(shape) <= MOST_SCROLL_PX));
  });

  it('is one to one while the rows fit', () => {
    const shape = { rows: 1_000, rowPx: 26, viewPx: 260 };
    expect(isScaled(shape)).toBe(false);
    expect(rowAt(shape, 26 * 17)).toBeCloseTo(17);
    expect(scrollTopOf(shape, 17)).toBeCloseTo(26 * 17);
  });

  it('reaches the first and the last of ten million rows', () => {
    expect(isScaled(TEN_MILLION)).toBe(true);
    expect(rowAt(TEN_MILLION, 0)).toBe(0);
    const end = rowAt(TEN_MILLION, MOST_SCROLL_PX - TEN_MILLION.viewPx);
    expect(rowsInView(TEN_MILLION, end).end).toBe(10_000_000);
    expect(end).toBe(10_000_000 - 25);
  });

  it('comes back to the row it scrolled to', () => {
    fc.assert(
      fc.property(shapes, fc.double({ min: 0, max: 1, noNaN: true }), (shape, part) => {
        fc.pre(contentPx(shape) - shape.viewPx > 0);
        const row = part * lastFirstRow(shape);
        return Math.abs(rowAt(shape, scrollTopOf(shape, row)) - row) < 0.001;
      }),
    );
  });

  it('shows a row with the least movement', () => {
    expect(firstRowShowing({ ...TEN_MILLION, viewPx: 0 }, 0, 0)).toBe(0);
    expect(firstRowShowing(TEN_MILLION, 100, 110)).toBe(100);
    expect(firstRowShowing(TEN_MILLION, 100, 99)).toBe(99);
    expect(firstRowShowing(TEN_MILLION, 100, 125)).toBe(101);
    expect(firstRowShowing(TEN_MILLION, 0, 9_999_999)).toBe(lastFirstRow(TEN_MILLION));
  });

  it('draws only rows there are', () => {
    fc.assert(
      fc.property(shapes, fc.double({ min: 0, max: 1, noNaN: true }), (shape, part) => {
        const { start, end } = rowsInView(shape, part * lastFirstRow(shape));
        return start >= 0 && end <= shape.rows && end - start <= shape.viewPx / shape.rowPx + 10;
      }),
    );
  });
});
