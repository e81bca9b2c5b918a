/** Looks after the workers about once a second, and notices when it was the machine that stood still. */
import type { WorkerRow } from './worker-row';

const WATCH_MS = 1_000;
/** Our own timer this late means the machine slept, not that workers hang. */
const SLEPT_MS = 5_000;

export class WorkerWatch {
  readonly #workers: WorkerRow;
  readonly #nowMs: () => number;
  readonly #timer: NodeJS.Timeout;
  #watchedAtMs: number;

  /** `onWatched` is called each time. */
  constructor(workers: WorkerRow, nowMs: () => number, onWatched: () => void) {
    this.#workers = workers;
    this.#nowMs = nowMs;
    this.#watchedAtMs = nowMs();
    this.#timer = setInterval(() => {
      this.#watch();
      onWatched();
    }, WATCH_MS);
  }

  #watch(): void {
    const now = this.#nowMs();
    if (now - this.#watchedAtMs > SLEPT_MS) this.wakeUp();
    this.#watchedAtMs = now;
    this.#workers.watch(now);
  }

  /** The machine slept: nothing that looks like a hang is one, and no attempt is charged. */
  wakeUp(): void {
    this.#watchedAtMs = this.#nowMs();
    this.#workers.touch(this.#watchedAtMs);
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
