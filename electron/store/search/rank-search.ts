/** Where in each of many runs the event of a rank stands, in the order of time over all of them. */
import type { FileTime } from '@shared/model/file-time';
import { type MatchedRun, OpenRuns } from './matched-run';
import { boundOf, compareBounds, type TimeBound, timeOfBound } from './time-words';

/** So many events are gone through one by one rather than looked for. */
const FEW = 512;

export interface RankPlace {
  /** Events of each run that come before, or nearly all of them. */
  readonly passed: Uint32Array;
  /** Events that come before and are not among these. */
  readonly left: number;
}

/** How many events of all runs happened before a time. */
export function rankOf(runs: readonly MatchedRun[], time: bigint, opened?: OpenRuns): number {
  const bound = boundOf(time);
  let before = 0;
  for (const run of runs) before += run.before(bound, opened);
  return before;
}

export function earliest(runs: readonly MatchedRun[]): FileTime | null {
  return extreme(
    runs.map(({ first }) => first),
    -1,
  );
}

export function latest(runs: readonly MatchedRun[]): FileTime | null {
  return extreme(
    runs.map(({ last }) => last),
    1,
  );
}

function extreme(bounds: readonly (TimeBound | null)[], sign: 1 | -1): FileTime | null {
  let found: TimeBound | null = null;
  for (const bound of bounds) {
    if (bound === null) continue;
    if (found === null || compareBounds(bound, found) * sign > 0) found = bound;
  }
  return found === null ? null : timeOfBound(found);
}

/** @param rank below the number of events that have a time, `timed` */
export function placeOfRank(runs: readonly MatchedRun[], rank: number, timed: number): RankPlace {
  const opened = new OpenRuns();
  let low = { time: BigInt(earliest(runs) ?? 0n), rank: 0 };
  let high = { time: BigInt(latest(runs) ?? 0n) + 1n, rank: timed };
  for (let step = 0; high.time - low.time > 1n && high.rank - low.rank > FEW; step++) {
    const time = step % 2 === 0 ? guessed(low, high, rank) : (low.time + high.time) / 2n;
    const found = { time, rank: rankOf(runs, time, opened) };
    if (found.rank <= rank) low = found;
    else high = found;
  }
  const bound = boundOf(low.time);
  const passed = Uint32Array.from(runs, (run) => run.before(bound, opened));
  const left = rank - low.rank;
  return high.time - low.time > 1n ? { passed, left } : passTies(runs, passed, left, low.time);
}

interface Ranked {
  readonly time: bigint;
  readonly rank: number;
}

/** Events are spread evenly over most stretches of time. */
function guessed(low: Ranked, high: Ranked, rank: number): bigint {
  const share = (rank - low.rank) / (high.rank - low.rank);
  const ticks = BigInt(Math.floor(Number(high.time - low.time) * share));
  const time = low.time + ticks;
  if (time <= low.time) return low.time + 1n;
  return time >= high.time ? high.time - 1n : time;
}

/** Events of one time stand in the order of their runs. */
function passTies(
  runs: readonly MatchedRun[],
  passed: Uint32Array,
  left: number,
  time: bigint,
): RankPlace {
  const behind = boundOf(time + 1n);
  let more = left;
  runs.forEach((run, at) => {
    const before = passed[at] ?? 0;
    const ties = Math.min(more, run.before(behind) - before);
    passed[at] = before + ties;
    more -= ties;
  });
  return { passed, left: more };
}
