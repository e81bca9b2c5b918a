/**
 * A utility process that answers numbered questions (search, jobs): started on demand, ended and started
 * again when it is lost; whoever waited for an answer is told.
 */
import { type UtilityProcess, utilityProcess } from 'electron';
import { CaseScopeError } from '@shared/model/errors';

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
  #process: UtilityProcess | null = null;
  #next = 1;

  constructor(entry: string, name: string, numberOf: (message: unknown) => number | null) {
    this.#entry = entry;
    this.#name = name;
    this.#numberOf = numberOf;
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
      const number = this.#numberOf(message);
      if (number !== null) this.#waiting.get(number)?.hear(message);
    });
    started.on('exit', (code) => this.#lost(started, code));
    this.#process = started;
    return started;
  }

  #lost(ended: UtilityProcess, code: number): void {
    if (this.#process !== ended) return;
    this.#process = null;
    const message = `The ${this.#name} process ended (code ${code}) before it answered. Try again.`;
    for (const waiting of [...this.#waiting.values()])
      waiting.lost(new CaseScopeError('worker-lost', message));
  }

  /** Ends it; a later question starts a new one. */
  stop(): void {
    this.#process?.kill();
  }
}
