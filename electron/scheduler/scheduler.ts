/**
 * The queue: hands a queued file to a free worker and tells the books (run-books.ts) what the workers say.
 * The only transitions it makes are those of the file state table.
 */
import type { EvidenceFile } from '@shared/model/evidence-file';
import { FILE_STATES, nextState, type Operation } from '@shared/model/file-states';
import type { FileId } from '@shared/model/ids';
import type { CaseDatabase } from '@electron/store/case/case-database';
import { FileMoves } from './file-moves';
import type { ProgressMeter } from './progress-meter';
import { RunBooks } from './run-books';
import { type RunPacks, runOrder } from './run-order';
import type { WorkerLauncher } from './worker-launcher';
import { WorkerRow } from './worker-row';
import type { SlotListener, SlotTimes, WorkerSlot } from './worker-slot';
import { WorkerWatch } from './worker-watch';

export interface SchedulerListener {
  /** A file's row in case.db changed. */
  onFile(id: FileId): void;
  /** Progress, workers, lock errors or what is hunted with changed; said often. */
  onQueue(): void;
  /** The published result of a file was replaced: whoever reads the old one should let go of it. */
  onPublished(id: FileId): void;
}

export interface SchedulerOptions {
  readonly caseDir: string;
  readonly workers: number;
  readonly times: SlotTimes;
}

export class Scheduler {
  readonly #database: CaseDatabase;
  readonly #packs: () => RunPacks;
  readonly #listener: SchedulerListener;
  readonly #options: SchedulerOptions;
  readonly #moves: FileMoves;
  readonly #books: RunBooks;
  readonly #workers: WorkerRow;
  readonly #watch: WorkerWatch;
  #paused = false;
  #stopped = false;

  constructor(
    database: CaseDatabase,
    launcher: WorkerLauncher,
    packs: () => RunPacks,
    listener: SchedulerListener,
    options: SchedulerOptions,
  ) {
    this.#database = database;
    this.#packs = packs;
    this.#listener = listener;
    this.#options = options;
    const { times } = options;
    this.#moves = new FileMoves(database.queueTable, (id) => listener.onFile(id));
    this.#books = new RunBooks(database, this.#moves, (id) => listener.onPublished(id));
    this.#workers = new WorkerRow(launcher, this.#slotListener(), times);
    this.setWorkers(options.workers);
    this.#watch = new WorkerWatch(this.#workers, times.nowMs, () => {
      if (this.#books.active > 0) listener.onQueue();
    });
  }

  get slots(): readonly WorkerSlot[] {
    return this.#workers.slots;
  }

  get paused(): boolean {
    return this.#paused;
  }

  get lockErrors(): number {
    return this.#workers.lockErrors;
  }

  get peakRssMb(): number {
    return this.#workers.peakRssMb;
  }

  get isIdle(): boolean {
    const { queueTable } = this.#database;
    return this.#books.active === 0 && (this.#paused || queueTable.waiting().length === 0);
  }

  meterOf(id: number): ProgressMeter | null {
    return this.#books.meterOf(id);
  }

  setWorkers(count: number): void {
    this.#workers.setCount(count);
    this.pump();
    this.#listener.onQueue();
  }

  #slotListener(): SlotListener {
    const { nowMs } = this.#options.times;
    return {
      onStatus: (_slot, status) => {
        this.#books.status(status, nowMs());
        this.#listener.onQueue();
      },
      onPhaseDone: (_slot, order, result) => {
        this.#books.phaseDone(order, result, nowMs());
        this.#listener.onQueue();
      },
      onEnded: (slot, order, ending) => {
        this.#books.end(order, ending, nowMs());
        this.#workers.dismissRetired(slot);
        this.pump();
        this.#listener.onQueue();
      },
      onUsage: () => this.#listener.onQueue(),
    };
  }

  /**
   * Puts an accepted file into the queue for an operation. False where it is active; asked for again
   * while queued, the later operation counts.
   */
  enqueue(file: EvidenceFile, operation: Operation): boolean {
    if (file.intake.type !== 'accepted') return false;
    const state = file.lastRun?.state ?? null;
    if (state !== null && FILE_STATES[state].active) return false;
    if (state !== null && state !== 'queued') {
      nextState(state, 'requeue', { operation, attempts: 0 });
    }
    // Asked for again while it waits, a file keeps the attempts it has had: a poison file must not loop.
    const attempts = state === 'queued' ? (file.lastRun?.attempts ?? 0) : 0;
    this.#moves.book(file.id, { operation, state: 'queued', error: null, attempts, seconds: null });
    if (state !== 'queued') this.#database.queueTable.setQueued(file.id);
    return true;
  }

  /** False where there is nothing to cancel. A queued file is cancelled at once, an active one soon. */
  cancel(file: EvidenceFile): boolean {
    const run = file.lastRun;
    if (run === null || FILE_STATES[run.state].moves.cancel === undefined) return false;
    if (run.state === 'queued') this.#moves.move(file.id, run, 'cancel');
    else this.#workers.slotOf(file.id)?.cancel(this.#options.times.nowMs());
    return true;
  }

  pause(): void {
    this.#paused = true;
    this.#listener.onQueue();
  }

  resume(): void {
    this.#paused = false;
    this.pump();
    this.#listener.onQueue();
  }

  /** Starts queued files while there are free workers. */
  pump(): void {
    if (this.#paused || this.#stopped) return;
    const { free } = this.#workers;
    if (free.length === 0) return;
    const queue = this.#database.queueTable.waiting();
    for (const slot of free) {
      const id = queue.shift();
      if (id === undefined) return;
      this.#start(slot, this.#database.evidenceTable.file(id));
    }
  }

  #start(slot: WorkerSlot, file: EvidenceFile): void {
    const run = file.lastRun;
    if (run === null) throw new RangeError(`file ${file.id} is not queued`);
    const taken = this.#database.queueTable.takeNumber(file.id);
    const order = runOrder(this.#options.caseDir, file, run.operation, taken, this.#packs());
    const now = this.#options.times.nowMs();
    this.#books.begin(file, run, now);
    slot.run(order, now);
  }

  /** The machine slept: nothing that looks like a hang is one, and no attempt is charged. */
  wakeUp(): void {
    this.#watch.wakeUp();
  }

  /** Books files that were active when the program died. */
  recover(): void {
    this.#books.recover();
  }

  /** Ends the workers; files in work go back to the queue without an attempt charged. */
  shutDown(): void {
    this.#stopped = true;
    this.#watch.stop();
    for (const slot of this.#workers.all) {
      const { order } = slot;
      this.#workers.dismiss(slot);
      if (order !== null) this.#books.giveBack(order);
    }
  }
}
