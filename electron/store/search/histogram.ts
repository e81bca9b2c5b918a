/** How many of the events found fall into each interval of time. */
import type { EventHistogram } from '@shared/contract/event-views';
import { fileTime, type FileTime, TICKS_PER_SECOND } from '@shared/model/file-time';
import { type Level, LEVELS, noLevelCounts } from '@shared/model/level';
import { formatFileTime } from '@shared/model/time-text';
import type { MatchedRun } from './matched-run';
import type { MatchList } from './matches';
import { boundOf } from './time-words';

export interface Interval {
  readonly start: FileTime;
  readonly events: number;
}

/** Intervals with events in them, in the order of time, from multiples of the width. */
export function* intervals(runs: readonly MatchedRun[], widthTicks: bigint): Generator<Interval> {
  const counts = new Map<bigint, number>();
  for (const run of runs) {
    for (let passed = 0; passed < run.timed;) {
      const time = run.timeAtRank(passed);
      const start = time - (time % widthTicks);
      const next = run.before(boundOf(start + widthTicks));
      counts.set(start, (counts.get(start) ?? 0) + next - passed);
      passed = next;
    }
  }
  yield* inOrder(counts);
}

/** Those of several shares together. */
export function intervalsTogether(shares: readonly (readonly Interval[])[]): Interval[] {
  const counts = new Map<bigint, number>();
  for (const { start, events } of shares.flat())
    counts.set(start, (counts.get(start) ?? 0) + events);
  return inOrder(counts);
}

const inOrder = (counts: ReadonlyMap<bigint, number>): Interval[] =>
  [...counts]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([start, events]) => ({ start: start as FileTime, events }));

const MINUTE = 60n * TICKS_PER_SECOND;
const HOUR = 60n * MINUTE;
const DAY = 24n * HOUR;
/** Parts of a second, then what clocks and calendars are divided by. */
const WIDTHS: readonly bigint[] = [
  ...[1n, 10n, 100n, 1_000n, 10_000n, 100_000n, 1_000_000n, 2_000_000n, 5_000_000n],
  ...[1n, 2n, 5n, 10n, 15n, 30n].map((seconds) => seconds * TICKS_PER_SECOND),
  ...[1n, 2n, 5n, 10n, 15n, 30n].map((minutes) => minutes * MINUTE),
  ...[1n, 2n, 3n, 6n, 12n].map((hours) => hours * HOUR),
  ...[1n, 2n, 7n, 14n, 30n, 90n, 365n, 3_650n, 36_500n, 365_000n].map((days) => days * DAY),
];

/** The narrowest width that makes no more intervals than asked for. */
export const widthFor = (first: bigint, last: bigint, most: number): bigint =>
  WIDTHS.find((width) => last / width - first / width < BigInt(most)) ?? 3_650_000n * DAY;

/** An event with detections, and the highest level of them. */
export interface MarkedEvent {
  readonly file: number;
  readonly event: number;
  readonly level: Level;
}

/**
 * @param marked of the files searched; those the list does not have are left out
 * @param counted intervals of the list, by their width
 */
export function histogramOf(
  matches: MatchList,
  most: number,
  marked: Iterable<MarkedEvent>,
  counted: (widthTicks: bigint) => Iterable<Interval>,
): EventHistogram {
  const untimed = matches.count - matches.timed;
  const { extent } = matches;
  if (extent === null) return { edges: [], events: [], levels: [], untimed };
  const { first, last } = extent;
  const width = widthFor(first, last, most);
  const begin = first - (first % width);
  const length = Number((last - begin) / width) + 1;
  const events = Array.from({ length }, () => 0);
  for (const interval of counted(width))
    events[Number((interval.start - begin) / width)] = interval.events;
  return {
    edges: Array.from({ length: length + 1 }, (_, at) => edgeText(begin + BigInt(at) * width)),
    events,
    levels: levelsOf(matches, marked, { begin, width, length }),
    untimed,
  };
}

/** Time as 64 bits has an end, which the last edge may lie behind. */
export const edgeText = (ticks: bigint): string =>
  formatFileTime(fileTime(ticks) ?? (0xffff_ffff_ffff_ffffn as FileTime));

function levelsOf(
  matches: MatchList,
  marked: Iterable<MarkedEvent>,
  { begin, width, length }: { begin: bigint; width: bigint; length: number },
): EventHistogram['levels'] {
  const counts = Array.from({ length }, noLevelCounts);
  for (const { file, event, level } of marked) {
    const time = matches.timeOf(file, event);
    if (time === undefined || time === null) continue;
    const interval = counts[Number((time - begin) / width)];
    if (interval !== undefined) interval[level]++;
  }
  return counts;
}

/** Of each event its highest level. */
export function markedEvents(
  file: number,
  detections: readonly { readonly event: number; readonly rule: { readonly level: Level } }[],
): MarkedEvent[] {
  const highest = new Map<number, Level>();
  for (const { event, rule } of detections)
    highest.set(event, higher(highest.get(event) ?? 'informational', rule.level));
  return [...highest].map(([event, level]) => ({ file, event, level }));
}

const higher = (left: Level, right: Level): Level =>
  LEVELS.indexOf(left) > LEVELS.indexOf(right) ? left : right;
