/** Events of a question by intervals of time, counted in the cluster, exact to 100 ns. */
import { z } from 'zod';
import type { EventHistogram } from '@shared/contract/event-views';
import { type FileTime, TICKS_PER_SECOND } from '@shared/model/file-time';
import { LEVELS, noLevelCounts } from '@shared/model/level';
import type { Interval } from '../../search/interval-counts';
import {
  countedGrid,
  edgesOf,
  endOf,
  type FoundTimes,
  type HistogramGrid,
} from '../../search/histogram-grid';
import { allOf, type Clause, noneOf, within } from '../query/clause';
import { rangeClause } from '../query/time-clauses';
import { indexedTicks, timeOfTicks } from '../time-terms';
import type { CaseIndex } from './case-index';
import { extentOf, type FoundInCluster } from './found-in-cluster';

export function clusterHistogram(
  index: CaseIndex,
  { query, rows, asked }: FoundInCluster,
  most: number,
): EventHistogram {
  const untimed = rows.count - rows.timed;
  const found = countedGrid(timesIn(index, query), most);
  if (found === null) return { edges: [], events: [], levels: [], untimed, earlier: 0, later: 0 };
  const { grid, counts: events, earlier, later } = found;
  const levels = levelsIn(index, query, asked, grid);
  return { edges: edgesOf(grid), events, levels, untimed, earlier, later };
}

const timesIn = (index: CaseIndex, query: Clause): FoundTimes => ({
  extent: (stretch) => extentOf(index, stretch === null ? query : allOf([query, inGrid(stretch)])),
  counts: (grid) => countsIn(index, query, grid),
});

const inGrid = (grid: HistogramGrid): Clause =>
  rangeClause({ from: grid.begin as FileTime, to: endOf(grid) as FileTime });

function levelsIn(
  index: CaseIndex,
  query: Clause,
  asked: FoundInCluster['asked'],
  grid: HistogramGrid,
): EventHistogram['levels'] {
  const counts = Array.from({ length: grid.length }, noLevelCounts);
  if (asked.rules.length === 0) return counts;
  const higher: Clause[] = [];
  for (const level of LEVELS.toReversed()) {
    const detected = asked.detected((rule) => rule.level === level);
    const highest = allOf([query, detected, noneOf([...higher])]);
    countsIn(index, highest, grid).forEach((count, at) => {
      const interval = counts[at];
      if (interval !== undefined) interval[level] = count;
    });
    higher.push(detected);
  }
  return counts;
}

const isWhole = (width: bigint): boolean => width % TICKS_PER_SECOND === 0n;

function countsIn(index: CaseIndex, query: Clause, grid: HistogramGrid): number[] {
  const inside = allOf([query, inGrid(grid)]);
  return isWhole(grid.width) ? bySecond(index, inside, grid) : byTicks(index, inside, grid);
}

const BUCKETS = z.object({
  buckets: z.array(z.object({ key: z.number(), doc_count: z.number() })),
});

function bySecond(
  index: CaseIndex,
  query: Clause,
  { begin, width, length }: HistogramGrid,
): number[] {
  const interval = Number(width / TICKS_PER_SECOND);
  const histogram = { field: 'second', interval, min_doc_count: 1 };
  const aggs = { times: { histogram } };
  const answer = index.search({ query, size: 0, track_total_hits: false, aggs });
  const counts = Array.from({ length }, () => 0);
  const first = Number(begin / TICKS_PER_SECOND);
  for (const { key, doc_count: count } of BUCKETS.parse(answer.aggregations?.['times']).buckets)
    counts[(key - first) / interval] = count;
  return counts;
}

const STRETCHES = z.object({ buckets: z.array(z.object({ doc_count: z.number() })) });

/** Parts of a second: a histogram of the cluster counts in doubles, which have too few digits. */
function byTicks(
  index: CaseIndex,
  query: Clause,
  { begin, width, length }: HistogramGrid,
): number[] {
  const filters = Array.from({ length }, (_, at) => {
    const [start, end] = [begin + BigInt(at) * width, begin + BigInt(at + 1) * width];
    return within('ticks', { gte: indexedTicks(start), lte: indexedTicks(end - 1n) });
  });
  const aggs = { times: { filters: { filters } } };
  const answer = index.search({ query, size: 0, track_total_hits: false, aggs });
  return STRETCHES.parse(answer.aggregations?.['times']).buckets.map(
    ({ doc_count: count }) => count,
  );
}

/** Intervals of one width with events in them, in the order of time. */
export function* clusterIntervals(
  index: CaseIndex,
  query: Clause,
  width: bigint,
): Generator<Interval> {
  if (!isWhole(width)) return yield* finerIntervals(index, query, width);
  const interval = Number(width / TICKS_PER_SECOND);
  const source = { histogram: { field: 'second', interval } };
  for (const page of index.distinct(source, query))
    for (const { value, count } of page)
      yield { start: (BigInt(Number(value)) * TICKS_PER_SECOND) as FileTime, events: count };
}

function* finerIntervals(index: CaseIndex, query: Clause, width: bigint): Generator<Interval> {
  const counts = new Map<bigint, number>();
  for (const page of index.distinct({ terms: { field: 'ticks' } }, query))
    for (const { value, count } of page) {
      const time = timeOfTicks(value);
      const start = time - (time % width);
      counts.set(start, (counts.get(start) ?? 0) + count);
    }
  for (const [start, events] of counts) yield { start: start as FileTime, events };
}
