/**
 * How many events of all runs happened before a time if those of each run were spread evenly between its first and its
 * last: good enough to look in the right place, and nothing has to be opened for it.
 */
import type { MatchedRun } from './matched-run';
import type { TimeBound } from './time-words';

const WORD = 2 ** 32;
/** So near is near enough. */
const NEAR = 16;
const MOST_STEPS = 64;

export class SpreadTimes {
  readonly #first: Float64Array;
  readonly #last: Float64Array;
  readonly #events: Float64Array;

  constructor(runs: readonly MatchedRun[]) {
    this.#first = Float64Array.from(runs, ({ first }) => ticksOf(first));
    this.#last = Float64Array.from(runs, ({ last }) => ticksOf(last));
    this.#events = Float64Array.from(runs, ({ timed }) => timed);
  }

  before(time: bigint): number {
    return this.#before(Number(time));
  }

  #before(ticks: number): number {
    let before = 0;
    for (let at = 0; at < this.#events.length; at++) {
      const [first, last, events] = [this.#first[at], this.#last[at], this.#events[at]] as [
        number,
        number,
        number,
      ];
      if (ticks <= first) continue;
      before += ticks > last ? events : (events * (ticks - first)) / (last - first);
    }
    return before;
  }

  /** When about so many have happened, between two times. */
  timeOf(rank: number, from: bigint, to: bigint): bigint {
    let [low, high] = [Number(from), Number(to)];
    let middle = low;
    for (let step = 0; step < MOST_STEPS && high - low > 1; step++) {
      middle = (low + high) / 2;
      const before = this.#before(middle);
      if (Math.abs(before - rank) < NEAR) break;
      if (before < rank) low = middle;
      else high = middle;
    }
    return BigInt(Math.floor(middle));
  }
}

/** Rounded to a double: some ticks off. */
const ticksOf = (bound: TimeBound | null): number =>
  bound === null ? 0 : bound.high * WORD + bound.low;
