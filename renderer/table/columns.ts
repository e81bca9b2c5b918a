import type { ReactNode } from 'react';

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

export const LEAST_COLUMN_PX = 48;
export const MOST_COLUMN_PX = 1_600;

export const clampWidth = (px: number): number =>
  Math.min(MOST_COLUMN_PX, Math.max(LEAST_COLUMN_PX, Math.round(px)));

/** Widths chosen by the examiner, by column id. */
export type Widths = Readonly<Record<string, number>>;

export interface PlacedColumn<Row> {
  readonly column: Column<Row>;
  readonly leftPx: number;
  readonly widthPx: number;
}

/** Columns side by side; the last takes the room that is left, unless it was given a width. */
export function placeColumns<Row>(
  columns: readonly Column<Row>[],
  widths: Widths,
  viewPx: number,
): PlacedColumn<Row>[] {
  let leftPx = 0;
  return columns.map((column, index) => {
    const chosen = widths[column.id];
    const isLast = index === columns.length - 1;
    const widthPx = chosen ?? (isLast ? Math.max(column.widthPx, viewPx - leftPx) : column.widthPx);
    const placed = { column, leftPx, widthPx };
    leftPx += widthPx;
    return placed;
  });
}
