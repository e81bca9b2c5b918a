/**
 * The stretch of time a histogram shows: from the first event to the last, unless a few that stand far off would
 * press nearly all others into a bar or two. Then these are left out, and counted. The same of either store.
 */
import type { EventHistogram } from '@shared/contract/event-views';
import { type FileTime, LAST_WRITABLE, type TimeExtent } from '@shared/model/file-time';
import { formatFileTime } from '@shared/model/time-text';
import { widthFor } from './histogram-width';

/** Bars of one width, side by side. */
export interface HistogramGrid {
  readonly begin: bigint;
  readonly width: bigint;
  readonly length: number;
}

/** The times that events were found with. */
export interface FoundTimes {
  /** Of events within a grid, or of all; null where none has a time. */
  extent(within: HistogramGrid | null): TimeExtent | null;
  /** Events by the bar they are in; those before and behind the grid are in none. */
  counts(grid: HistogramGrid): readonly number[];
}

export interface CountedGrid {
  readonly grid: HistogramGrid;
  readonly counts: readonly number[];
  /** Events that stand far before it, and far behind. */
  readonly earlier: number;
  readonly later: number;
}

/** Two of a hundred events, or two of a few, may have come from a clock that was wrong. */
const MOST_OUTSIDE = 0.02;
const FEW_OUTSIDE = 2;
/** So many others must be there for a few to be left out. */
const LEAST_INSIDE = 10;
/** Bars for each of those that all others are pressed into. */
const PRESSED = 60;

export const endOf = ({ begin, width, length }: HistogramGrid): bigint =>
  begin + BigInt(length) * width;

/** Null where no event has a time. @param most bars */
export function countedGrid(times: FoundTimes, most: number): CountedGrid | null {
  let extent = times.extent(null);
  let [earlier, later, mayLeave] = [0, 0, -1];
  while (extent !== null) {
    const grid = gridOf(extent, most);
    const counts = times.counts(grid);
    const total = sum(counts);
    if (mayLeave < 0) mayLeave = Math.max(FEW_OUTSIDE, Math.floor(total * MOST_OUTSIDE));
    const inner = pressed(counts, Math.max(LEAST_INSIDE, total - mayLeave));
    if (inner === null) return { grid, counts, earlier, later };
    const [before, behind] = [sum(counts.slice(0, inner.from)), sum(counts.slice(inner.to))];
    [earlier, later, mayLeave] = [earlier + before, later + behind, mayLeave - before - behind];
    const begin = grid.begin + BigInt(inner.from) * grid.width;
    extent = times.extent({ ...grid, begin, length: inner.to - inner.from });
  }
  return null;
}

function gridOf({ first, last }: TimeExtent, most: number): HistogramGrid {
  const width = widthFor(first, last, most);
  const begin = first - (first % width);
  return { begin, width, length: Number((last - begin) / width) + 1 };
}

const sum = (counts: readonly number[]): number => counts.reduce((all, one) => all + one, 0);

interface Bars {
  readonly from: number;
  /** The first behind. */
  readonly to: number;
}

/** The fewest bars side by side that hold so many events, where they are few among those that are there. */
function pressed(counts: readonly number[], kept: number): Bars | null {
  const widest = Math.floor(counts.length / PRESSED);
  for (let bars = 1; bars <= widest; bars++)
    for (let from = 0; from + bars <= counts.length; from++)
      if (sum(counts.slice(from, from + bars)) >= kept) return { from, to: from + bars };
  return null;
}

/** As the window is told. */
export const edgesOf = ({ begin, width, length }: HistogramGrid): EventHistogram['edges'] =>
  Array.from({ length: length + 1 }, (_, at) => edgeText(begin + BigInt(at) * width));

/** No time behind the year 9999 has a text that can be typed. */
const edgeText = (ticks: bigint): string =>
  formatFileTime((ticks > LAST_WRITABLE ? LAST_WRITABLE : ticks) as FileTime);
