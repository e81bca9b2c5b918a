/**
 * The threads that search the other shares of a case. They are asked all at once and waited for without a turn of the
 * event loop, as everything of a search is. One that is not up yet is not waited for: its share is done here.
 */
import os from 'node:os';
import {
  MessageChannel,
  type MessagePort,
  receiveMessageOnPort,
  Worker,
} from 'node:worker_threads';
import { CaseScopeError, ERROR_CODES } from '@shared/model/errors';
import type { OtherShares, Share, ShareAnswer, ShareOrder } from '@electron/store/search/shares';
import {
  type NumberedOrder,
  SHARE_CELL,
  SHARE_CELLS,
  type SharePart,
  type ShareReply,
  type ShareStart,
} from './share-protocol';

/** Shares are no smaller for more threads, and each has caches of its own. */
const MOST_SHARES = 4;

/** How many shares a search has on this machine: one a core. */
export const sharesHere = (): number => Math.min(os.availableParallelism(), MOST_SHARES);

export class ShareThreads {
  readonly #threads: readonly ShareThread[];

  /**
   * @param entry file of `share-thread.ts`
   * @param search cells of the search process: its threads are cancelled together
   */
  constructor(entry: string, of: number, search: SharedArrayBuffer) {
    this.#threads = Array.from(
      { length: of - 1 },
      (_, at) => new ShareThread(entry, { number: at + 1, of }, search),
    );
  }

  /** Whether all of them have begun to listen. */
  get areUp(): boolean {
    return this.#threads.every(({ isUp }) => isUp);
  }

  /** Met by all of them so far. */
  get lockErrors(): number {
    return this.#threads.reduce((sum, { lockErrors }) => sum + lockErrors, 0);
  }

  async close(): Promise<void> {
    for (const thread of this.#threads) await thread.close();
  }

  /** As a search of one case uses them; they hold one case at a time. */
  over(caseDir: string): OtherShares {
    const threads = this.#threads;
    return {
      count: threads.length,
      ask: (order) => {
        for (const thread of threads) thread.ask(caseDir, order);
      },
      answers: () => outcomesOf(threads.map((thread) => thread.answer())),
      parts: () => threads.map((thread) => thread.part()),
    };
  }
}

/** @throws CaseScopeError the first there is, of threads that are all through */
function outcomesOf(replies: readonly (ShareReply | null)[]): (ShareAnswer | null)[] {
  return replies.map((reply) => {
    if (reply === null) return null;
    const { outcome } = reply;
    if (outcome.ok) return outcome.answer;
    const code = ERROR_CODES.find((one) => one === outcome.code);
    throw code === undefined
      ? new Error(outcome.message)
      : new CaseScopeError(code, outcome.message);
  });
}

class ShareThread {
  lockErrors = 0;
  readonly #cells = new Int32Array(
    new SharedArrayBuffer(SHARE_CELLS * Int32Array.BYTES_PER_ELEMENT),
  );
  readonly #worker: Worker;
  readonly #port: MessagePort;
  #number = 0;
  #part: ShareAnswer | null = null;
  #reply: ShareReply | null = null;

  constructor(entry: string, share: Share, search: SharedArrayBuffer) {
    const { port1, port2 } = new MessageChannel();
    const start: ShareStart = { share, port: port2, cells: this.#cells.buffer, search };
    this.#worker = new Worker(entry, { workerData: start, transferList: [port2] });
    // Nobody waits for one that is gone; what it did is done here from then on.
    this.#worker.on('error', () => Atomics.store(this.#cells, SHARE_CELL.isUp, 0));
    this.#worker.unref();
    this.#port = port1;
    this.#port.unref();
  }

  ask(caseDir: string, order: ShareOrder): void {
    const numbered: NumberedOrder = { number: ++this.#number, caseDir, order };
    [this.#part, this.#reply] = [null, null];
    Atomics.store(this.#cells, SHARE_CELL.asked, this.#number);
    this.#port.postMessage(numbered);
  }

  get isUp(): boolean {
    return Atomics.load(this.#cells, SHARE_CELL.isUp) === 1;
  }

  /** Null where it was not up to take the order. */
  answer(): ShareReply | null {
    if (!this.isUp && this.#takeBack()) return null;
    for (;;) {
      const answered = Atomics.load(this.#cells, SHARE_CELL.answered);
      if (answered === this.#number) return this.#heardReply();
      Atomics.wait(this.#cells, SHARE_CELL.answered, answered);
    }
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #takeBack(): boolean {
    const number = this.#number;
    return Atomics.compareExchange(this.#cells, SHARE_CELL.asked, number, 0) === number;
  }

  #heardReply(): ShareReply {
    this.#hear();
    if (this.#reply === null) throw new Error('a thread of the search said nothing');
    this.lockErrors = this.#reply.lockErrors;
    return this.#reply;
  }

  part(): ShareAnswer | null {
    this.#hear();
    return this.#reply?.outcome.ok === true ? this.#reply.outcome.answer : this.#part;
  }

  /** What came since it was last listened to; of orders before this one nobody wants to know. */
  #hear(): void {
    for (;;) {
      const received = receiveMessageOnPort(this.#port);
      if (received === undefined) return;
      const said = received.message as SharePart | ShareReply;
      if (said.number !== this.#number) continue;
      if ('part' in said) this.#part = said.part;
      else this.#reply = said;
    }
  }
}
