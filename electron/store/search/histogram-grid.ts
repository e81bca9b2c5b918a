/**
 * The stretch of time a histogram shows: from the first event to the last, unless a few that stand far off would
 * press nearly all others into a few bars. Then these are left out, and counted. The same of either store.
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
/** Others that have so small a part of the bars are pressed by those that stand apart from them. */
const SLIVER = 0.1;
/** Apart is with so many times as much empty time between as the others take. */
const APART = 3;
/** Of a few that do not stand apart: they make the stretch so many times as long as that of all others. */
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
    const inner = apart(times, shown, kept, most) ?? pressed(times, shown, kept);
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

/** Where so many events stand, the most that others stand apart from; null where these take nothing from them. */
function apart(
  times: FoundTimes,
  { grid, counts }: Shown,
  kept: number,
  most: number,
): TimeExtent | null {
  const bars = barsApart(counts, kept, Math.floor(most * SLIVER));
  if (bars === null) return null;
  const inner = times.extent(partOf(grid, bars));
  // Alone they are to have finer bars.
  return inner !== null && gridOf(inner, most).width < grid.width ? inner : null;
}

/** @param widest bars of what others stand apart from */
function barsApart(counts: readonly number[], kept: number, widest: number): Bars | null {
  const filled = [...counts.keys()].filter((at) => counts[at] !== 0);
  for (let some = filled.length - 1; some > 0; some--)
    for (let first = 0; first + some <= filled.length; first++) {
      const [from = 0, last = 0] = [filled[first], filled[first + some - 1]];
      const bars = { from, to: last + 1 };
      const length = bars.to - from;
      const isClear = (before = -Infinity, behind = Infinity): boolean =>
        behind - before - 1 >= length * APART;
      const standsApart = isClear(filled[first - 1], from) && isClear(last, filled[first + some]);
      if (length > widest || !standsApart) continue;
      if (sum(counts.slice(from, bars.to)) >= kept) return bars;
    }
  return null;
}

const partOf = ({ begin, width }: HistogramGrid, { from, to }: Bars): HistogramGrid => ({
  ...{ begin: begin + BigInt(from) * width, width, length: to - from },
});

/** Where so many events stand that the others alone make the stretch long; null where they do not. */
function pressed(
  times: FoundTimes,
  { extent, grid, counts }: Shown,
  kept: number,
): TimeExtent | null {
  const bars = fewestBars(counts, kept);
  if (bars === null) return null;
  const inner = times.extent(partOf(grid, bars));
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
