/** How many of the events found fall into each interval of time. */
import type { EventHistogram } from '@shared/contract/event-views';
import { type Level, LEVELS, noLevelCounts } from '@shared/model/level';
import { countedGrid, edgesOf, endOf, type FoundTimes, type HistogramGrid } from './histogram-grid';
import { type Bar, type Interval, IntervalCounts } from './interval-counts';
import { type MatchedRun, OpenRuns } from './matched-run';
import type { MatchList } from './matches';

/** Intervals with events in them, in the order of time, from multiples of the width. */
export function intervals(runs: readonly MatchedRun[], widthTicks: bigint): Interval[] {
  const counts = new IntervalCounts(widthTicks);
  for (const run of runs) {
    // One that lies within a bar is looked at, too: what is counted can be read.
    run.workOutOrder();
    count(run, counts);
  }
  return counts.inOrder;
}

function count(run: MatchedRun, counts: IntervalCounts): void {
  const opened = new OpenRuns();
  let bar: Bar | null = null;
  for (let passed = 0; passed < run.timed;) {
    bar = counts.barOf(run.boundAtRank(passed, opened), bar);
    const next = run.before(bar.end, opened);
    bar.events += next - passed;
    passed = next;
  }
}

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
  const found = countedGrid(timesIn(matches, counted), most);
  if (found === null) return { edges: [], events: [], levels: [], untimed, earlier: 0, later: 0 };
  const { grid, counts: events, earlier, later } = found;
  const levels = levelsOf(matches, marked, grid);
  return { edges: edgesOf(grid), events, levels, untimed, earlier, later };
}

const timesIn = (
  matches: MatchList,
  counted: (widthTicks: bigint) => Iterable<Interval>,
): FoundTimes => ({
  extent: (within) =>
    within === null ? matches.extent : matches.extentWithin(within.begin, endOf(within)),
  counts: (grid) => {
    const counts = Array.from({ length: grid.length }, () => 0);
    for (const { start, events } of counted(grid.width)) {
      const at = barOf(grid, start);
      if (counts[at] !== undefined) counts[at] = events;
    }
    return counts;
  },
});

/** Below zero before the grid. */
const barOf = ({ begin, width }: HistogramGrid, time: bigint): number =>
  time < begin ? -1 : Number((time - begin) / width);

function levelsOf(
  matches: MatchList,
  marked: Iterable<MarkedEvent>,
  grid: HistogramGrid,
): EventHistogram['levels'] {
  const counts = Array.from({ length: grid.length }, noLevelCounts);
  for (const { file, event, level } of marked) {
    const time = matches.timeOf(file, event);
    if (time === undefined || time === null) continue;
    const interval = counts[barOf(grid, time)];
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
