/**
 * A cluster line that does not give up at once: what fails in passing (a node that is started again, a busy cluster)
 * is asked again with growing pauses. Only for calls that may be made twice.
 */
import type { ClusterCall, ClusterReply } from './line-protocol';
import { ClusterError } from './cluster-error';
import type { ClusterLine } from './cluster-line';

/**
 * Told every 50 ms while an answer is waited for. @param trouble why it takes long: the cluster is away, or busy;
 * null where it is only at work. May throw to end the wait.
 */
export type Waiting = (trouble: string | null) => void;

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;
const STEP_MS = 50;

export class PatientLine {
  readonly #line: ClusterLine;
  readonly #waiting: Waiting;
  readonly #patienceMs: number;
  readonly #calls = new Map<number, ClusterCall>();
  readonly #nap = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));

  /** @param patienceMs how long a passing trouble is waited for */
  constructor(line: ClusterLine, waiting: Waiting, patienceMs: number) {
    this.#line = line;
    this.#waiting = waiting;
    this.#patienceMs = patienceMs;
  }

  begin(call: ClusterCall): number {
    const ticket = this.#line.begin(call);
    this.#calls.set(ticket, call);
    return ticket;
  }

  /** @throws ClusterError of a trouble that does not pass */
  wait(ticket: number): ClusterReply {
    const call = this.#calls.get(ticket);
    this.#calls.delete(ticket);
    if (call === undefined) throw new RangeError(`no call ${ticket}`);
    try {
      return this.#line.wait(ticket, () => this.#waiting(null));
    } catch (error) {
      return this.#again(call, error);
    }
  }

  /** Its answer is not wanted any more. */
  forget(ticket: number): void {
    this.#calls.delete(ticket);
    this.#line.abort(ticket);
  }

  /** @throws ClusterError of a trouble that does not pass */
  ask(call: ClusterCall): ClusterReply {
    return this.wait(this.begin(call));
  }

  #again(call: ClusterCall, first: unknown): ClusterReply {
    const until = performance.now() + this.#patienceMs;
    let trouble = first;
    for (let tries = 0; ; tries++) {
      if (!(trouble instanceof ClusterError) || !trouble.isPassing) throw trouble;
      if (performance.now() >= until) throw trouble;
      this.pause(tries, trouble.message);
      try {
        return this.#line.ask(call, () => this.#waiting(null));
      } catch (error) {
        trouble = error;
      }
    }
  }

  /** For items of a call that went well. @throws ClusterError once they were tried too often */
  pauseOrGiveUp(tries: number, trouble: string): void {
    if (tries * LONGEST_PAUSE_MS > this.#patienceMs)
      throw new ClusterError({ code: 'cluster-refused', message: trouble, isPassing: true });
    this.pause(tries, trouble);
  }

  /** Longer with every try. */
  pause(tries: number, trouble: string): void {
    const until = performance.now() + Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** tries);
    while (performance.now() < until) {
      this.#waiting(trouble);
      Atomics.wait(this.#nap, 0, 0, STEP_MS);
    }
  }
}
