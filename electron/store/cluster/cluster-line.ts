/**
 * Calls of a cluster that the caller waits for. The event store is synchronous (event-store.ts): a pipeline and
 * a search have a thread of their own and nothing else to do. The network belongs to another thread, so that
 * several calls may be under way and one can be given up.
 */
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { ClusterPlace } from '@shared/contract/cluster';
import { ClusterError } from './cluster-error';
import {
  CELL,
  CELLS,
  type ClusterCall,
  type ClusterReply,
  type LineAnswer,
  type LineOrder,
  type LineStart,
} from './line-protocol';
import { lineThreadPath } from './line-thread-path';

/** How long a wait lasts before whoever asks may end it, milliseconds. */
const STEP_MS = 50;

export class ClusterLine {
  readonly #cells = new Int32Array(new SharedArrayBuffer(CELLS * Int32Array.BYTES_PER_ELEMENT));
  readonly #thread: Worker;
  readonly #port;
  readonly #answers = new Map<number, LineAnswer>();
  /** Calls that were given up; their answers still come. */
  readonly #forgotten = new Set<number>();
  #tickets = 0;

  constructor(place: ClusterPlace) {
    const { port1, port2 } = new MessageChannel();
    const start: LineStart = { cells: this.#cells.buffer, place, port: port2 };
    this.#port = port1;
    this.#thread = new Worker(lineThreadPath(), {
      workerData: start,
      transferList: [port2],
    });
    this.#thread.unref();
  }

  /** Begins a call; `wait` brings its answer. */
  begin(call: ClusterCall): number {
    const ticket = ++this.#tickets;
    this.#say({ type: 'call', ticket, call });
    return ticket;
  }

  /**
   * @param step called while waiting; what it throws ends the call
   * @throws ClusterError
   */
  wait(ticket: number, step: () => void = () => undefined): ClusterReply {
    for (;;) {
      const seen = Atomics.load(this.#cells, CELL.answers);
      this.#collect();
      const answer = this.#answers.get(ticket);
      if (answer !== undefined) return this.#taken(answer);
      this.#stepOrAbort(ticket, step);
      Atomics.wait(this.#cells, CELL.answers, seen, STEP_MS);
    }
  }

  /** @throws ClusterError */
  ask(call: ClusterCall, step?: () => void): ClusterReply {
    return this.wait(this.begin(call), step);
  }

  /** Ends a call nobody waits for. */
  abort(ticket: number): void {
    this.#forgotten.add(ticket);
    this.#say({ type: 'abort', ticket });
  }

  #stepOrAbort(ticket: number, step: () => void): void {
    try {
      step();
    } catch (error) {
      this.abort(ticket);
      throw error;
    }
  }

  #collect(): void {
    for (;;) {
      const received = receiveMessageOnPort(this.#port);
      if (received === undefined) return;
      const answer = received.message as LineAnswer;
      if (!this.#forgotten.delete(answer.ticket)) this.#answers.set(answer.ticket, answer);
    }
  }

  #taken(answer: LineAnswer): ClusterReply {
    this.#answers.delete(answer.ticket);
    if (answer.ok) return answer.reply;
    throw new ClusterError(answer.trouble);
  }

  #say(order: LineOrder): void {
    this.#port.postMessage(order);
  }

  close(): void {
    this.#say({ type: 'close' });
    this.#port.close();
  }
}
