/**
 * Work that is done while the queue rests. Whatever asks for it before then, or while it is being done, is answered by
 * one run behind it.
 */
export class RestingJob {
  readonly #isAtRest: () => boolean;
  readonly #work: () => Promise<void>;
  #isDue = true;
  #running: Promise<void> | null = null;
  #isStopped = false;

  /**
   * @param isAtRest true while it may begin
   * @param work never rejects
   */
  constructor(isAtRest: () => boolean, work: () => Promise<void>) {
    this.#isAtRest = isAtRest;
    this.#work = work;
  }

  get isRunning(): boolean {
    return this.#running !== null;
  }

  get isStopped(): boolean {
    return this.#isStopped;
  }

  /** There is something to do: looked at when the queue rests. */
  note(): void {
    this.#isDue = true;
  }

  /** Begins where something is due and the queue rests. */
  look(): void {
    if (this.#isStopped || !this.#isDue || this.isRunning || !this.#isAtRest()) return;
    this.#isDue = false;
    this.#running = this.#work().finally(() => {
      this.#running = null;
      this.look();
    });
  }

  /** When nothing is due any more, or may not begin. */
  async settled(): Promise<void> {
    this.look();
    while (this.#running !== null) await this.#running;
  }

  stop(): void {
    this.#isStopped = true;
  }
}
