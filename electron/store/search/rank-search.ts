/** Where in each of many runs the event of a rank stands, in the order of time over all of them. */
import type { FileTime } from '@shared/model/file-time';
import { type MatchedRun, OpenRuns } from './matched-run';
import { SpreadTimes } from './spread-times';
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
  if (rank < FEW) return { passed: new Uint32Array(runs.length), left: rank };
  const opened = new OpenRuns();
  const guesses = new Guesses(runs, rank);
  let low = { time: BigInt(earliest(runs) ?? 0n), rank: 0 };
  let high = { time: BigInt(latest(runs) ?? 0n) + 1n, rank: timed };
  while (high.time - low.time > 1n && high.rank - low.rank > FEW) {
    const time = guesses.next(low, high);
    const found = { time, rank: rankOf(runs, time, opened) };
    guesses.learn(found);
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

/** Guesses that are not near enough by then are taken in turn with the middle of what is left, which always ends. */
const TRUSTED = 8;

/** Each guess is of runs that have to be opened for it: they lie near each other. */
class Guesses {
  readonly #spread: SpreadTimes;
  readonly #rank: number;
  /** How far off the last one was, and where the next aims so that the event lies between them. */
  #error = 0;
  #aim = 0;
  #steps = 0;

  constructor(runs: readonly MatchedRun[], rank: number) {
    this.#spread = new SpreadTimes(runs);
    this.#rank = rank;
  }

  next(low: Ranked, high: Ranked): bigint {
    const step = this.#steps++;
    if (step >= TRUSTED && step % 2 === 1) return (low.time + high.time) / 2n;
    const wanted = this.#rank + this.#aim - this.#error;
    const time = this.#spread.timeOf(wanted, low.time, high.time);
    if (time <= low.time) return low.time + 1n;
    return time >= high.time ? high.time - 1n : time;
  }

  learn({ time, rank }: Ranked): void {
    this.#error = rank - this.#spread.before(time);
    this.#aim = rank <= this.#rank ? FEW / 2 : -FEW / 2;
  }
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
