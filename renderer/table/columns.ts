import type { ReactNode } from 'react';
import { LEAST_COLUMN_PX, MOST_COLUMN_PX, type Widths } from '@shared/model/column-widths';

export interface Column<Row> {
  readonly id: string;
  readonly title: string;
  readonly widthPx: number;
  /** Takes the room that is left, in the place of the last. */
  readonly fills?: boolean;
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

/** Its place; below zero where none fills the room. */
function fillingColumn<Row>(columns: readonly Column<Row>[], widths: Widths): number {
  const filling = columns.findIndex(({ id, fills }) => fills === true && widths[id] === undefined);
  if (filling >= 0) return filling;
  const last = columns.at(-1);
  return last === undefined || widths[last.id] !== undefined ? -1 : columns.length - 1;
}

/**
 * Columns side by side; one takes the room that is left, the last where no other does, but none that was given a width.
 * The first `frozen` stay in place, as far as there is room.
 */
export function placeColumns<Row>(
  columns: readonly Column<Row>[],
  widths: Widths,
  viewPx: number,
  frozen = 0,
): PlacedColumn<Row>[] {
  const ownPx = columns.map(({ id, widthPx }) => widths[id] ?? widthPx);
  const roomPx = Math.max(0, viewPx - ownPx.reduce((sum, px) => sum + px, 0));
  const filling = fillingColumn(columns, widths);
  let leftPx = 0;
  return columns.map((column, index) => {
    const widthPx = (ownPx[index] ?? 0) + (index === filling ? roomPx : 0);
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
