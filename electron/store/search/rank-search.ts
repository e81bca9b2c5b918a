/** Where in each of many runs the event of a rank stands, in the order of time over all of them. */
import { OpenRuns } from './matched-run';
import { RunsBetween } from './runs-between';
import type { SpreadTimes } from './spread-times';
import { boundOf } from './time-words';
import type { TimedRuns } from './timed-runs';

/** So many events are gone through one by one rather than looked for. */
const FEW = 512;

export interface RankPlace {
  /** Events of each run that come before, or nearly all of them. */
  readonly passed: Uint32Array;
  /** Events that come before and are not among these. */
  readonly left: number;
}

/** @param rank below the number of events that have a time, `timed` */
export function placeOfRank(runs: TimedRuns, rank: number, timed: number): RankPlace {
  if (rank < FEW) return { passed: new Uint32Array(runs.length), left: rank };
  const opened = new OpenRuns();
  const guesses = new Guesses(runs, rank);
  let between = RunsBetween.all(runs);
  let low = { time: BigInt(runs.earliest ?? 0n), rank: 0 };
  let high = { time: BigInt(runs.latest ?? 0n) + 1n, rank: timed };
  while (high.time - low.time > 1n && high.rank - low.rank > FEW) {
    const time = guesses.next(low, high, between);
    const found = { time, rank: between.rankOf(boundOf(time), opened) };
    guesses.learn(found, between);
    if (found.rank <= rank) low = found;
    else high = found;
    between = between.narrowedTo(boundOf(low.time), boundOf(high.time));
  }
  const bound = boundOf(low.time);
  const passed = new Uint32Array(runs.length).map((_, at) => runs.before(at, bound, opened));
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

  constructor(runs: TimedRuns, rank: number) {
    this.#spread = runs.spread;
    this.#rank = rank;
  }

  next(low: Ranked, high: Ranked, { among, passed }: RunsBetween): bigint {
    const step = this.#steps++;
    if (step >= TRUSTED && step % 2 === 1) return (low.time + high.time) / 2n;
    const wanted = this.#rank + this.#aim - this.#error - passed;
    const time = this.#spread.timeOf(wanted, [low.time, high.time], among);
    if (time <= low.time) return low.time + 1n;
    return time >= high.time ? high.time - 1n : time;
  }

  learn({ time, rank }: Ranked, { among, passed }: RunsBetween): void {
    this.#error = rank - passed - this.#spread.before(time, among);
    this.#aim = rank <= this.#rank ? FEW / 2 : -FEW / 2;
  }
}

/** Events of one time stand in the order of their runs. */
function passTies(runs: TimedRuns, passed: Uint32Array, left: number, time: bigint): RankPlace {
  const behind = boundOf(time + 1n);
  let more = left;
  for (let at = 0; at < runs.length; at++) {
    const before = passed[at] ?? 0;
    const ties = Math.min(more, runs.before(at, behind) - before);
    passed[at] = before + ties;
    more -= ties;
  }
  return { passed, left: more };
}
