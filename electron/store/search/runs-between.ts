/** Runs that have events between two times; of the others it is known how many of theirs happened before. */
import type { OpenRuns } from './matched-run';
import { compareBounds, type TimeBound } from './time-words';
import type { TimedRuns } from './timed-runs';

export class RunsBetween {
  readonly #runs: TimedRuns;
  /** Their positions. */
  readonly among: Uint32Array;
  /** Events of runs that ended before. */
  readonly passed: number;

  private constructor(runs: TimedRuns, among: Uint32Array, passed: number) {
    this.#runs = runs;
    this.among = among;
    this.passed = passed;
  }

  static all(runs: TimedRuns): RunsBetween {
    const positions = new Uint32Array(runs.length).map((_, at) => at);
    return new RunsBetween(
      runs,
      positions.filter((at) => runs.timed[at] !== 0),
      0,
    );
  }

  /** Asked of times behind the first and before the second alone from now on. */
  narrowedTo(from: TimeBound, to: TimeBound): RunsBetween {
    const runs = this.#runs;
    let { passed } = this;
    const among = this.among.filter((at) => {
      const isOver = compareBounds(runs.last(at), from) < 0;
      if (isOver) passed += runs.timed[at] ?? 0;
      return !isOver && compareBounds(runs.first(at), to) < 0;
    });
    return new RunsBetween(runs, among, passed);
  }

  /** How many events of all runs happened before a time. @param opened what else is asked of the runs */
  rankOf(time: TimeBound, opened: OpenRuns): number {
    let before = this.passed;
    for (const at of this.among) before += this.#runs.before(at, time, opened);
    return before;
  }
}
