/**
 * How many events of all runs happened before a time if those of each run were spread evenly between its first and its
 * last: good enough to look in the right place, and nothing has to be opened for it.
 */
import type { TimeBound } from './time-words';
import type { TimedRuns } from './timed-runs';

const WORD = 2 ** 32;
/** So near is near enough. */
const NEAR = 16;
const MOST_STEPS = 64;

export class SpreadTimes {
  readonly #first: Float64Array;
  readonly #last: Float64Array;
  readonly #events: Uint32Array;

  constructor(runs: TimedRuns) {
    this.#first = new Float64Array(runs.length).map((_, at) => ticksOf(runs.first(at)));
    this.#last = new Float64Array(runs.length).map((_, at) => ticksOf(runs.last(at)));
    this.#events = runs.timed;
  }

  /** Of some of the runs. @param among their positions */
  before(time: bigint, among: Uint32Array): number {
    return this.#before(Number(time), among);
  }

  #before(ticks: number, among: Uint32Array): number {
    let before = 0;
    for (const at of among) {
      const first = this.#first[at] ?? 0;
      if (ticks <= first) continue;
      const [last, events] = [this.#last[at] ?? 0, this.#events[at] ?? 0];
      before += ticks > last ? events : (events * (ticks - first)) / (last - first);
    }
    return before;
  }

  /** When about so many of some runs have happened, between two times. */
  timeOf(
    wanted: number,
    [from, to]: readonly [from: bigint, to: bigint],
    among: Uint32Array,
  ): bigint {
    let [low, high] = [Number(from), Number(to)];
    let [least, most] = [this.#before(low, among), this.#before(high, among)];
    let middle = low;
    for (let step = 0; step < MOST_STEPS && high - low > 1; step++) {
      // In turn where a straight line has it, which is near but may creep, and in the middle.
      const share = step % 2 === 0 ? (wanted - least) / (most - least) : 0.5;
      middle = low + (high - low) * (share > 0 && share < 1 ? share : 0.5);
      const before = this.#before(middle, among);
      if (Math.abs(before - wanted) < NEAR) break;
      if (before < wanted) [low, least] = [middle, before];
      else [high, most] = [middle, before];
    }
    return BigInt(Math.floor(middle));
  }
}

/** Rounded to a double: some ticks off. */
const ticksOf = ({ high, low }: TimeBound): number => high * WORD + low;
