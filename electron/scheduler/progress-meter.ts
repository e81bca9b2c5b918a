/** Rate and time left of one file's phase, from its snapshots. */
import type { FileStatus } from '@shared/contract/order';
import type { FileProgress } from '@shared/contract/evidence-views';

/** How much of the old rate a new sample keeps: smooths over some ten snapshots. */
const KEPT = 0.8;
const SHORTEST_SAMPLE_MS = 200;

export class ProgressMeter {
  #state = '';
  #atMs = 0;
  #done = 0;
  #rate = 0;
  #latest: FileStatus | null = null;

  add(status: FileStatus, nowMs: number): void {
    this.#latest = status;
    if (status.state !== this.#state) {
      this.#state = status.state;
      this.#rate = 0;
      this.#mark(status, nowMs);
      return;
    }
    const elapsedMs = nowMs - this.#atMs;
    if (elapsedMs < SHORTEST_SAMPLE_MS) return;
    const sample = Math.max(0, ((status.done - this.#done) * 1_000) / elapsedMs);
    this.#rate = this.#rate === 0 ? sample : this.#rate * KEPT + sample * (1 - KEPT);
    this.#mark(status, nowMs);
  }

  #mark(status: FileStatus, nowMs: number): void {
    this.#atMs = nowMs;
    this.#done = status.done;
  }

  get progress(): FileProgress | null {
    if (this.#latest === null) return null;
    const { fileId, state, done, total, unit, waitsFor } = this.#latest;
    const rest = Math.max(0, total - done);
    const etaSeconds = this.#rate > 0 ? Math.round(rest / this.#rate) : null;
    const ratePerSecond = Math.round(this.#rate);
    return { fileId, state, done, total, unit, ratePerSecond, etaSeconds, waitsFor };
  }
}

/** Time left for the whole queue, told by the bytes of evidence finished so far. */
export class QueueMeter {
  #finishedBytes = 0;
  #busyMs = 0;
  #busySinceMs: number | null = null;

  busy(isBusy: boolean, nowMs: number): void {
    if (isBusy && this.#busySinceMs === null) this.#busySinceMs = nowMs;
    if (!isBusy && this.#busySinceMs !== null) {
      this.#busyMs += nowMs - this.#busySinceMs;
      this.#busySinceMs = null;
    }
  }

  finished(bytes: number): void {
    this.#finishedBytes += bytes;
  }

  etaSeconds(leftBytes: number, nowMs: number): number | null {
    const running = this.#busySinceMs === null ? 0 : nowMs - this.#busySinceMs;
    const elapsedMs = this.#busyMs + running;
    if (leftBytes === 0) return null;
    if (this.#finishedBytes === 0 || elapsedMs === 0) return null;
    return Math.ceil(((leftBytes / this.#finishedBytes) * elapsedMs) / 1_000);
  }
}
