import type { Order } from './data-source';

/** Rows by a text of theirs, letter case ignored; equal ones stay as they were. */
export function sortByText<Row>(
  rows: readonly Row[],
  order: Order,
  texts: Readonly<Record<string, (row: Row) => string>>,
): Row[] {
  const textOf = texts[order.column];
  if (textOf === undefined) return [...rows];
  const sign = order.direction === 'asc' ? 1 : -1;
  return rows
    .map((row) => ({ row, text: textOf(row).toLowerCase() }))
    .sort((a, b) => (a.text === b.text ? 0 : a.text < b.text ? -sign : sign))
    .map(({ row }) => row);
}
