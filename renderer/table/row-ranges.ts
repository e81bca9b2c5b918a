/** Rows by their places in a list, as stretches: ten million of them side by side are one. */
import type { RowRange } from './data-source';

/** Ascending, none empty, and never two side by side. */
export type RowRanges = readonly RowRange[];

/** Every row from one place to another, both included, whichever comes first. */
export const rowsBetween = (from: number, to: number): RowRanges => [
  { start: Math.min(from, to), end: Math.max(from, to) + 1 },
];

export const allRows = (total: number): RowRanges => (total > 0 ? [{ start: 0, end: total }] : []);

export const countRows = (ranges: RowRanges): number =>
  ranges.reduce((sum, { start, end }) => sum + end - start, 0);

const isIn = ({ start, end }: RowRange, row: number): boolean => start <= row && row < end;

export const holdsRow = (ranges: RowRanges, row: number): boolean =>
  ranges.some((range) => isIn(range, row));

/** With the row, or without it where it was there. */
export const toggleRow = (ranges: RowRanges, row: number): RowRanges =>
  holdsRow(ranges, row) ? withoutRow(ranges, row) : withRow(ranges, row);

const withoutRow = (ranges: RowRanges, row: number): RowRanges =>
  ranges.flatMap((range) => {
    if (!isIn(range, row)) return [range];
    const parts = [
      { start: range.start, end: row },
      { start: row + 1, end: range.end },
    ];
    return parts.filter(({ start, end }) => start < end);
  });

/** Stretches that end or begin beside it become one with it. */
function withRow(ranges: RowRanges, row: number): RowRanges {
  const before = ranges.filter(({ end }) => end < row);
  const after = ranges.filter(({ start }) => start > row + 1);
  const beside = ranges.slice(before.length, ranges.length - after.length);
  const start = Math.min(row, ...beside.map((range) => range.start));
  const end = Math.max(row + 1, ...beside.map((range) => range.end));
  return [...before, { start, end }, ...after];
}
