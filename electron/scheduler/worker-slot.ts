/**
 * One place in the row of workers: a process, the file it owns, and whether it still lives. The slot
 * notices hangs and unanswered cancels; what an ending means for the file is the scheduler's business.
 */
import {
  type FileStatus,
  type PhaseResult,
  type RunEnding,
  type RunOrder,
  WORKER_REPORT,
  type WorkerReport,
} from '@shared/contract/order';
import type { WorkerLauncher, WorkerProcess } from './worker-launcher';

export interface SlotTimes {
  /** No progress and no heartbeat for this long is a hang. */
  readonly hangMs: number;
  /** A cancel that is not answered in this time ends the process. */
  readonly cancelMs: number;
  /** A clock that never goes back: milliseconds since any fixed moment. */
  readonly nowMs: () => number;
}

export interface SlotListener {
  onStatus(slot: WorkerSlot, status: FileStatus): void;
  onPhaseDone(slot: WorkerSlot, order: RunOrder, result: PhaseResult): void;
  onEnded(slot: WorkerSlot, order: RunOrder, ending: RunEnding): void;
  onUsage(): void;
}

export class WorkerSlot {
  readonly number: number;
  readonly #launcher: WorkerLauncher;
  readonly #listener: SlotListener;
  readonly #times: SlotTimes;
  #process: WorkerProcess | null = null;
  #order: RunOrder | null = null;
  #status: FileStatus | null = null;
  #cancelAtMs: number | null = null;
  #progress = 0;
  #movedAtMs = 0;
  /** Why we ended the process ourselves. */
  #killed: RunEnding | null = null;
  #lockErrors = 0;
  #pastLockErrors = 0;
  #peakRssMb = 0;

  constructor(number: number, launcher: WorkerLauncher, listener: SlotListener, times: SlotTimes) {
    this.number = number;
    this.#launcher = launcher;
    this.#listener = listener;
    this.#times = times;
  }

  get order(): RunOrder | null {
    return this.#order;
  }

  get status(): FileStatus | null {
    return this.#status;
  }

  get pid(): number | null {
    return this.#process?.pid ?? null;
  }

  /** Lock errors of every process this slot had. */
  get lockErrors(): number {
    return this.#pastLockErrors + this.#lockErrors;
  }

  get peakRssMb(): number {
    return this.#peakRssMb;
  }

  run(order: RunOrder, nowMs: number): void {
    this.#order = order;
    this.#status = null;
    this.#cancelAtMs = null;
    this.#killed = null;
    this.touch(nowMs);
    this.#process ??= this.#launch();
    this.#process.send(order);
  }

  #launch(): WorkerProcess {
    const launched: WorkerProcess = this.#launcher.launch({
      onMessage: (message) => {
        if (this.#process === launched) this.#hear(message);
      },
      onExit: (why) => {
        if (this.#process === launched) this.#exited(why);
      },
    });
    return launched;
  }

  cancel(nowMs: number): void {
    if (this.#order === null || this.#cancelAtMs !== null) return;
    this.#cancelAtMs = nowMs;
    this.#process?.send({ type: 'cancel', fileId: this.#order.fileId });
  }

  /** Starts the clocks anew: after sleep of the machine nothing has hung. */
  touch(nowMs: number): void {
    this.#movedAtMs = nowMs;
    if (this.#cancelAtMs !== null) this.#cancelAtMs = nowMs;
  }

  /** Looks after hangs and unanswered cancels; called about once a second. */
  watch(nowMs: number): void {
    if (this.#order === null) return;
    if (this.#cancelAtMs !== null && nowMs - this.#cancelAtMs > this.#times.cancelMs) {
      this.#end({ type: 'cancelled' });
    } else if (nowMs - this.#movedAtMs > this.#times.hangMs) {
      const seconds = Math.round(this.#times.hangMs / 1_000);
      this.#end({ type: 'lost', reason: `it made no progress for ${seconds} seconds` });
    }
  }

  #end(ending: RunEnding): void {
    this.#killed ??= ending;
    this.#process?.kill();
  }

  /** Ends an idle process or, with its file left as it is in the books, a busy one. */
  stop(): void {
    const process = this.#process;
    this.#process = null;
    this.#order = null;
    this.#pastLockErrors += this.#lockErrors;
    this.#lockErrors = 0;
    process?.kill();
  }

  #hear(message: unknown): void {
    const parsed = WORKER_REPORT.safeParse(message);
    if (!parsed.success) {
      this.#end({ type: 'lost', reason: 'it said something that is no report' });
      return;
    }
    this.#believe(parsed.data);
  }

  #believe(report: WorkerReport): void {
    switch (report.type) {
      case 'ready':
        return;
      case 'alive':
        if (report.progress !== this.#progress) this.#moved(report.progress);
        return this.#used(report.lockErrors, report.peakRssMb);
      case 'status':
        if (report.fileId !== this.#order?.fileId) return;
        this.#status = report;
        return this.#listener.onStatus(this, report);
      case 'phaseDone':
        if (report.fileId !== this.#order?.fileId) return;
        this.#moved(this.#progress);
        return this.#listener.onPhaseDone(this, this.#order, report.result);
      case 'ended':
        this.#used(report.lockErrors, report.peakRssMb);
        if (report.fileId === this.#order?.fileId) this.#finish(report.ending);
    }
  }

  #moved(progress: number): void {
    this.#progress = progress;
    this.#movedAtMs = this.#times.nowMs();
  }

  #used(lockErrors: number, peakRssMb: number): void {
    const changed = lockErrors !== this.#lockErrors;
    this.#lockErrors = lockErrors;
    this.#peakRssMb = Math.max(this.#peakRssMb, peakRssMb);
    if (changed) this.#listener.onUsage();
  }

  #exited(why: string): void {
    this.#process = null;
    this.#pastLockErrors += this.#lockErrors;
    this.#lockErrors = 0;
    this.#finish(this.#killed ?? { type: 'lost', reason: why });
  }

  #finish(ending: RunEnding): void {
    const order = this.#order;
    this.#order = null;
    this.#status = null;
    this.#cancelAtMs = null;
    if (order !== null) this.#listener.onEnded(this, order, ending);
  }
}
