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
/** They make the stretch so many times as long as that of all others: a year beside an event of 1970 is one of 56. */
const PRESSED = 40;

export const endOf = ({ begin, width, length }: HistogramGrid): bigint =>
  begin + BigInt(length) * width;

/** Null where no event has a time. @param most bars */
export function countedGrid(times: FoundTimes, most: number): CountedGrid | null {
  const extent = times.extent(null);
  if (extent === null) return null;
  const whole = shownOf(times, extent, most);
  const total = sum(whole.counts);
  const mayLeave = Math.max(FEW_OUTSIDE, Math.floor(total * MOST_OUTSIDE));
  const kept = Math.max(LEAST_INSIDE, total - mayLeave);
  const settled = (shown: Shown): Shown => {
    const inner = pressed(times, shown, kept);
    return inner === null ? shown : settled(shownOf(times, inner, most));
  };
  const shown = settled(whole);
  const { grid, counts } = shown;
  // A wider bar may reach back to some that were left out before.
  const earlier = shown === whole ? 0 : countBefore(times, grid.begin);
  return { grid, counts, earlier, later: total - earlier - sum(counts) };
}

interface Shown {
  readonly extent: TimeExtent;
  readonly grid: HistogramGrid;
  readonly counts: readonly number[];
}

function shownOf(times: FoundTimes, extent: TimeExtent, most: number): Shown {
  const grid = gridOf(extent, most);
  return { extent, grid, counts: times.counts(grid) };
}

function gridOf({ first, last }: TimeExtent, most: number): HistogramGrid {
  const width = widthFor(first, last, most);
  const begin = first - (first % width);
  return { begin, width, length: Number((last - begin) / width) + 1 };
}

const sum = (counts: readonly number[]): number => counts.reduce((all, one) => all + one, 0);

const countBefore = (times: FoundTimes, time: bigint): number =>
  time === 0n ? 0 : sum(times.counts({ begin: 0n, width: time, length: 1 }));

/** Where so many events stand that the others alone make the stretch long; null where they do not. */
function pressed(
  times: FoundTimes,
  { extent, grid, counts }: Shown,
  kept: number,
): TimeExtent | null {
  const bars = fewestBars(counts, kept);
  if (bars === null) return null;
  const begin = grid.begin + BigInt(bars.from) * grid.width;
  const inner = times.extent({ ...grid, begin, length: bars.to - bars.from });
  const isShort = inner !== null && lengthOf(inner) * BigInt(PRESSED) < lengthOf(extent);
  return isShort ? inner : null;
}

const lengthOf = ({ first, last }: TimeExtent): bigint => last - first;

interface Bars {
  readonly from: number;
  /** The first behind. */
  readonly to: number;
}

/** The fewest bars side by side that hold so many events; null where these are no small part of all. */
function fewestBars(counts: readonly number[], kept: number): Bars | null {
  // What is that short may still lie on both sides of an edge.
  const widest = Math.min(Math.ceil(counts.length / PRESSED) + 1, counts.length - 1);
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
