/**
 * A utility process that answers numbered questions (search, jobs): started on demand, ended and started
 * again when it is lost; whoever waited for an answer is told.
 */
import { type UtilityProcess, utilityProcess } from 'electron';
import { CaseScopeError } from '@shared/model/errors';
import { endNow } from './end-now';

/** What a process whose outer thread always has time is asked, now and then, while an answer is waited for. */
export interface Beat {
  /** Any message answers it. */
  readonly question: unknown;
  /** How often. */
  readonly everyMs: number;
  /** One that says nothing for so long stands still, and is ended. */
  readonly silentMs: number;
}

interface Waiting {
  hear(message: unknown): void;
  lost(error: Error): void;
}

export class SupervisedProcess {
  readonly #entry: string;
  readonly #name: string;
  /** The number a message of this process answers; null where it is no answer. */
  readonly #numberOf: (message: unknown) => number | null;
  readonly #waiting = new Map<number, Waiting>();
  readonly #beat: Beat | null;
  #process: UtilityProcess | null = null;
  #next = 1;
  #heardMs = 0;
  #isSilent = false;

  constructor(
    entry: string,
    name: string,
    numberOf: (message: unknown) => number | null,
    beat: Beat | null = null,
  ) {
    this.#entry = entry;
    this.#name = name;
    this.#numberOf = numberOf;
    this.#beat = beat;
  }

  get pid(): number | null {
    return this.#process?.pid ?? null;
  }

  /**
   * Sends a question built around its number. `hear` gets each message of the answer and says with
   * `done` when it was the last. @throws CaseScopeError `worker-lost` when the process ends before that
   */
  ask<Answer>(
    question: (number: number) => unknown,
    hear: (message: unknown, done: (answer: Answer) => void, fail: (error: Error) => void) => void,
  ): Promise<Answer> {
    const number = this.#next++;
    return new Promise<Answer>((resolve, reject) => {
      const settle =
        <Value>(end: (value: Value) => void) =>
        (value: Value) => {
          this.#waiting.delete(number);
          end(value);
        };
      const fail = settle(reject);
      const done = settle<Answer>(resolve);
      if (this.#waiting.size === 0) this.#heardMs = performance.now();
      this.#waiting.set(number, { hear: (message) => hear(message, done, fail), lost: fail });
      this.#start().postMessage(question(number));
    });
  }

  /** Says something that is not answered; a process that is not running hears nothing. */
  tell(message: unknown): void {
    this.#process?.postMessage(message);
  }

  #start(): UtilityProcess {
    if (this.#process !== null) return this.#process;
    const started = utilityProcess.fork(this.#entry, [], {
      serviceName: this.#name,
      stdio: 'pipe',
    });
    started.stderr?.on('data', (bytes: Buffer) => process.stderr.write(bytes));
    started.on('message', (message: unknown) => {
      this.#heardMs = performance.now();
      const number = this.#numberOf(message);
      if (number !== null) this.#waiting.get(number)?.hear(message);
    });
    const stopWatching = this.#beat === null ? null : this.#watch(started, this.#beat);
    started.on('exit', (code) => {
      stopWatching?.();
      this.#lost(started, code);
    });
    this.#process = started;
    return started;
  }

  /** @returns what ends the watch */
  #watch(watched: UtilityProcess, { question, everyMs, silentMs }: Beat): () => void {
    let lastMs = performance.now();
    const timer = setInterval(() => {
      const nowMs = performance.now();
      // The machine slept, or this process had no time to listen.
      const wasLate = nowMs - lastMs > 2 * everyMs;
      lastMs = nowMs;
      if (wasLate || this.#waiting.size === 0) this.#heardMs = nowMs;
      if (nowMs - this.#heardMs > silentMs) this.#endSilent(watched);
      else if (this.#waiting.size > 0) watched.postMessage(question);
    }, everyMs);
    return () => clearInterval(timer);
  }

  #endSilent(watched: UtilityProcess): void {
    this.#isSilent = true;
    endNow(watched);
  }

  #lost(ended: UtilityProcess, code: number): void {
    if (this.#process !== ended) return;
    this.#process = null;
    const how = this.#isSilent
      ? 'stood still and was ended'
      : `ended (code ${code}) before it answered`;
    this.#isSilent = false;
    const message = `The ${this.#name} process ${how}.`;
    for (const waiting of [...this.#waiting.values()])
      waiting.lost(new CaseScopeError('worker-lost', message));
  }

  /** Ends it; a later question starts a new one. */
  stop(): void {
    this.#process?.kill();
  }

  /** The same, whatever it is doing. */
  endNow(): void {
    if (this.#process !== null) endNow(this.#process);
  }
}
