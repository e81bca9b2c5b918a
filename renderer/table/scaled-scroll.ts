/**
 * Maps between a scrollbar and rows. Chromium clamps an element's height at 33,554,428 px, so ten million
 * rows cannot be laid out one to one: past `MOST_SCROLL_PX` the scrollbar is scaled to a fractional first
 * row. Wheel and keyboard then move in rows and write the scrollbar back, so a notch is a notch in any case.
 */
export const MOST_SCROLL_PX = 8_000_000;

export interface ScrollShape {
  readonly rows: number;
  readonly rowPx: number;
  /** Height in which rows are seen. */
  readonly viewPx: number;
}

/** Height to give the scrolled element. */
export function contentPx(shape: ScrollShape): number {
  return Math.min(shape.rows * shape.rowPx, MOST_SCROLL_PX);
}

/** True where the scrollbar stands for more pixels than it has. */
export const isScaled = (shape: ScrollShape): boolean => shape.rows * shape.rowPx > MOST_SCROLL_PX;

/** The first row when scrolled to the very end; a fraction where rows do not fill the view evenly. */
export function lastFirstRow(shape: ScrollShape): number {
  return Math.max(0, shape.rows - shape.viewPx / shape.rowPx);
}

const clamp = (value: number, most: number): number => Math.min(Math.max(value, 0), most);

/** The (fractional) row at the top of the view. */
export function rowAt(shape: ScrollShape, scrollTopPx: number): number {
  const rangePx = contentPx(shape) - shape.viewPx;
  if (rangePx <= 0) return 0;
  return (clamp(scrollTopPx, rangePx) / rangePx) * lastFirstRow(shape);
}

/** Where the scrollbar stands when this row is at the top. */
export function scrollTopOf(shape: ScrollShape, firstRow: number): number {
  const last = lastFirstRow(shape);
  if (last === 0) return 0;
  return (clamp(firstRow, last) / last) * Math.max(0, contentPx(shape) - shape.viewPx);
}

/** First row, unchanged where `row` is in view already, else moved as little as it takes. */
export function firstRowShowing(shape: ScrollShape, firstRow: number, row: number): number {
  const fits = shape.viewPx / shape.rowPx;
  // A view that has no size yet shows the rows it begins with.
  if (fits <= 0) return firstRow;
  if (row < firstRow) return row;
  if (row + 1 > firstRow + fits) return clamp(row + 1 - fits, lastFirstRow(shape));
  return clamp(firstRow, lastFirstRow(shape));
}

/**
 * Rows to draw: those in view, wholly or in part. None around them: rows are drawn in the same frame as
 * the scroll, and one hidden behind the header would be found by a screen reader or a test.
 */
export function rowsInView(shape: ScrollShape, firstRow: number): { start: number; end: number } {
  const end = Math.ceil(firstRow + shape.viewPx / shape.rowPx);
  return { start: Math.max(0, Math.floor(firstRow)), end: Math.min(shape.rows, end) };
}
