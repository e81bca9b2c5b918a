/** Events of many runs in the order of time, one after the other: a heap of the runs' next events. */
import { type MatchedRun, type OpenRun, placeIn } from './matched-run';
import type { TimeBound } from './time-words';
import type { TimedRuns } from './timed-runs';

export interface MergedEvent {
  readonly run: MatchedRun;
  /** In the run's segment. */
  readonly place: number;
  readonly time: TimeBound;
}

export class RunMerge {
  readonly #runs: TimedRuns;
  /** How many of each run's events are behind. */
  readonly #passed: Uint32Array;
  /** Opened when its first event comes. */
  readonly #open: (OpenRun | undefined)[] = [];
  /** Time of each run's next event. */
  readonly #high: Uint32Array;
  readonly #low: Uint32Array;
  /** Runs that have another event, the earliest first; of equal times the run that was added first. */
  readonly #heap: number[] = [];

  /** @param passed how many events of each run come before those that are wanted; taken over */
  constructor(runs: TimedRuns, passed: Uint32Array) {
    this.#runs = runs;
    this.#passed = passed;
    this.#high = new Uint32Array(runs.length);
    this.#low = new Uint32Array(runs.length);
    for (let at = 0; at < runs.length; at++) {
      if ((passed[at] ?? 0) >= (runs.timed[at] ?? 0)) continue;
      this.#look(at);
      this.#heap.push(at);
    }
    for (let at = this.#heap.length >> 1; at >= 0; at--) this.#sink(at);
  }

  next(): MergedEvent | null {
    const at = this.#heap[0];
    const run = at === undefined ? undefined : this.#runs.runs[at];
    if (at === undefined || run === undefined) return null;
    const passed = this.#passed[at] ?? 0;
    const place = placeIn((this.#open[at] ??= run.open()), passed);
    const time = { high: this.#high[at] ?? 0, low: this.#low[at] ?? 0 };
    this.#passed[at] = passed + 1;
    if (passed + 1 < (this.#runs.timed[at] ?? 0)) this.#look(at);
    else this.#replaceFirst();
    this.#sink(0);
    return { run, place, time };
  }

  #replaceFirst(): void {
    const last = this.#heap.pop();
    if (last !== undefined && this.#heap.length > 0) this.#heap[0] = last;
  }

  #look(at: number): void {
    const { high, low } = this.#timeOfNext(at);
    this.#high[at] = high;
    this.#low[at] = low;
  }

  #timeOfNext(at: number): TimeBound {
    const passed = this.#passed[at] ?? 0;
    const run = this.#runs.runs[at];
    if (passed === 0 || run === undefined) return this.#runs.first(at);
    const open = (this.#open[at] ??= run.open());
    const place = placeIn(open, passed);
    return { high: open.words[2 * place + 1] ?? 0, low: open.words[2 * place] ?? 0 };
  }

  #sink(from: number): void {
    const heap = this.#heap;
    let at = from;
    for (;;) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2])
        if (child < heap.length && this.#isBefore(heap[child] ?? 0, heap[least] ?? 0))
          least = child;
      if (least === at) return;
      const moved = heap[at] ?? 0;
      heap[at] = heap[least] ?? 0;
      heap[least] = moved;
      at = least;
    }
  }

  #isBefore(left: number, right: number): boolean {
    const high = (this.#high[left] ?? 0) - (this.#high[right] ?? 0);
    const low = (this.#low[left] ?? 0) - (this.#low[right] ?? 0);
    return (high || low || left - right) < 0;
  }
}
