import type { ReactNode } from 'react';
import { LEAST_COLUMN_PX, MOST_COLUMN_PX, type Widths } from '@shared/model/column-widths';

export interface Column<Row> {
  readonly id: string;
  readonly title: string;
  readonly widthPx: number;
  readonly align?: 'end';
  readonly sortable?: boolean;
  /** Monospace: the column holds values of evidence. */
  readonly mono?: boolean;
  render(row: Row): ReactNode;
}

export const clampWidth = (px: number): number =>
  Math.min(MOST_COLUMN_PX, Math.max(LEAST_COLUMN_PX, Math.round(px)));

export interface PlacedColumn<Row> {
  readonly column: Column<Row>;
  readonly leftPx: number;
  readonly widthPx: number;
  /** Stays in place while the others are scrolled sideways. */
  readonly frozen: boolean;
}

/** Frozen columns never take more of the view: the others must be seen. */
const MOST_FROZEN_SHARE = 0.6;

/**
 * Columns side by side; the last takes the room that is left, unless it was given a width. The first `frozen` stay
 * in place, as far as there is room.
 */
export function placeColumns<Row>(
  columns: readonly Column<Row>[],
  widths: Widths,
  viewPx: number,
  frozen = 0,
): PlacedColumn<Row>[] {
  let leftPx = 0;
  return columns.map((column, index) => {
    const chosen = widths[column.id];
    const isLast = index === columns.length - 1;
    const widthPx = chosen ?? (isLast ? Math.max(column.widthPx, viewPx - leftPx) : column.widthPx);
    const fits = index < frozen && leftPx + widthPx <= viewPx * MOST_FROZEN_SHARE;
    const placed = { column, leftPx, widthPx, frozen: fits };
    leftPx += widthPx;
    return placed;
  });
}

/** How far a view must be scrolled sideways to show a column, moved as little as it takes. */
export function scrollLeftShowing<Row>(
  placed: readonly PlacedColumn<Row>[],
  column: number,
  view: { readonly scrollLeftPx: number; readonly widthPx: number },
): number {
  const shown = placed[column];
  if (shown === undefined || shown.frozen) return view.scrollLeftPx;
  const frozenPx = placed.reduce((sum, { frozen, widthPx }) => sum + (frozen ? widthPx : 0), 0);
  const most = shown.leftPx - frozenPx;
  const least = shown.leftPx + shown.widthPx - view.widthPx;
  return Math.min(most, Math.max(least, view.scrollLeftPx));
}
