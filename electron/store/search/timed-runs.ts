/**
 * Runs with their first and last times side by side: of twenty thousand, nearly all lie before a time or behind it, which
 * is seen in a list of numbers many times sooner than in as many objects.
 */
import type { FileTime } from '@shared/model/file-time';
import type { MatchedRun, OpenRuns } from './matched-run';
import { SpreadTimes } from './spread-times';
import { compareBounds, type TimeBound, timeOfBound } from './time-words';

/** Of a run: the first time and the last, each by its high word and its low one. */
const WORDS = 4;

export class TimedRuns {
  readonly runs: readonly MatchedRun[];
  /** Events of each run that have a time. */
  readonly timed: Uint32Array;
  /** Of all runs. */
  readonly allTimed: number;
  readonly #ends: Uint32Array;
  #spread: SpreadTimes | null = null;

  constructor(runs: readonly MatchedRun[]) {
    this.runs = runs;
    this.timed = new Uint32Array(runs.length);
    this.#ends = new Uint32Array(runs.length * WORDS);
    runs.forEach(({ timed, first, last }, at) => {
      this.timed[at] = timed;
      if (first !== null && last !== null)
        this.#ends.set([first.high, first.low, last.high, last.low], at * WORDS);
    });
    this.allTimed = this.timed.reduce((sum, timed) => sum + timed, 0);
  }

  get length(): number {
    return this.runs.length;
  }

  /** Worked out when somebody looks for a rank. */
  get spread(): SpreadTimes {
    return (this.#spread ??= new SpreadTimes(this));
  }

  /** Of a run that has events with a time. */
  first(at: number): TimeBound {
    return this.#end(at, 0);
  }

  /** As above. */
  last(at: number): TimeBound {
    return this.#end(at, 2);
  }

  #end(at: number, of: 0 | 2): TimeBound {
    const from = at * WORDS + of;
    return { high: this.#ends[from] ?? 0, low: this.#ends[from + 1] ?? 0 };
  }

  /** How many events of a run happened before a time. @param opened what else is asked of the runs */
  before(at: number, time: TimeBound, opened?: OpenRuns): number {
    const timed = this.timed[at] ?? 0;
    if (timed === 0 || this.#compare(at, 0, time) >= 0) return 0;
    if (this.#compare(at, 2, time) < 0) return timed;
    return this.runs[at]?.before(time, opened) ?? 0;
  }

  #compare(at: number, of: 0 | 2, { high, low }: TimeBound): number {
    const from = at * WORDS + of;
    return (this.#ends[from] ?? 0) - high || (this.#ends[from + 1] ?? 0) - low;
  }

  /** Of all runs. */
  rankOf(time: TimeBound, opened?: OpenRuns): number {
    let before = 0;
    for (let at = 0; at < this.length; at++) before += this.before(at, time, opened);
    return before;
  }

  /** Null where no event has a time. */
  get earliest(): FileTime | null {
    return this.#extreme((at) => this.first(at), -1);
  }

  /** Null where no event has a time. */
  get latest(): FileTime | null {
    return this.#extreme((at) => this.last(at), 1);
  }

  #extreme(boundAt: (at: number) => TimeBound, sign: 1 | -1): FileTime | null {
    let found: TimeBound | null = null;
    for (let at = 0; at < this.length; at++) {
      if (this.timed[at] === 0) continue;
      const bound = boundAt(at);
      if (found === null || compareBounds(bound, found) * sign > 0) found = bound;
    }
    return found === null ? null : timeOfBound(found);
  }
}
