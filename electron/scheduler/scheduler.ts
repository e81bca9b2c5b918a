/**
 * The queue: hands a queued file to a free worker and tells the books (run-books.ts) what the workers say.
 * The only transitions it makes are those of the file state table.
 */
import type { RunEnding, RunOrder } from '@shared/contract/order';
import type { EvidenceFile } from '@shared/model/evidence-file';
import { FILE_STATES, nextState, type Operation } from '@shared/model/file-states';
import type { FileId, Generation, RunId } from '@shared/model/ids';
import type { CaseDatabase } from '@electron/store/case/case-database';
import type { ClusterRuns } from './cluster-runs';
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
  /** Progress, workers or lock errors changed; said often. */
  onQueue(): void;
  /** The published result of a file was replaced: whoever reads the old one should let go of it. */
  onPublished(id: FileId): void;
}

export interface SchedulerOptions {
  readonly caseDir: string;
  readonly workers: number;
  readonly times: SlotTimes;
  /** Of a case whose events are in a cluster. */
  readonly cluster?: ClusterRuns | undefined;
}

/** Numbers that nothing written for the file has yet. */
interface Taken {
  readonly generation: Generation;
  readonly run: RunId;
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
  readonly #cluster: ClusterRuns | null;
  /** Files that are being claimed in the cluster, each with the slot it is to have. */
  readonly #beginning = new Map<FileId, WorkerSlot>();
  /** Runs that have ended, until the cluster knows. */
  readonly #settling = new Map<number, RunOrder>();
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
    this.#cluster = options.cluster ?? null;
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
    const isBusy = this.#books.active > 0 || this.#beginning.size > 0;
    return !isBusy && (this.#paused || queueTable.waiting().length === 0);
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
        this.#workers.dismissRetired(slot);
        if (this.#cluster === null) this.#ended(order, ending);
        else void this.#settle(this.#cluster, order, ending);
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
    const reserved = new Set(this.#beginning.values());
    const free = this.#workers.free.filter((slot) => !reserved.has(slot));
    if (free.length === 0) return;
    const waiting = this.#database.queueTable.waiting();
    const queue = waiting.filter((id) => !this.#beginning.has(id));
    for (const slot of free) {
      const id = queue.shift();
      if (id === undefined) return;
      const file = this.#database.evidenceTable.file(id);
      if (this.#cluster === null) this.#start(slot, file, this.#database.queueTable.takeNumber(id));
      else void this.#claimAndStart(this.#cluster, slot, file);
    }
  }

  /** The slot is the file's until the cluster has answered. */
  async #claimAndStart(cluster: ClusterRuns, slot: WorkerSlot, file: EvidenceFile): Promise<void> {
    this.#beginning.set(file.id, slot);
    const begun = await cluster.begin(file, file.lastRun?.operation ?? 'full');
    this.#beginning.delete(file.id);
    if (this.#stopped) return;
    // What happened to the file meanwhile counts.
    const now = this.#database.evidenceTable.find(file.id);
    const isWaiting = now?.lastRun?.state === 'queued';
    const mayStart = isWaiting && !this.#paused && this.#workers.free.includes(slot);
    if (begun.type === 'begun') {
      if (now !== null && mayStart) this.#start(slot, now, begun.taken);
      else cluster.giveBack(file.id);
    } else if (begun.type === 'refused' && now?.lastRun != null && isWaiting)
      this.#books.refuse(now, now.lastRun, begun.reason);
    this.pump();
    this.#listener.onQueue();
  }

  #ended(order: RunOrder, ending: RunEnding): void {
    this.#books.end(order, ending, this.#options.times.nowMs());
    this.pump();
    this.#listener.onQueue();
  }

  /** The worker may go on with another file while the cluster is told. */
  async #settle(cluster: ClusterRuns, order: RunOrder, ending: RunEnding): Promise<void> {
    this.#settling.set(order.fileId, order);
    const settled = cluster.settle(order, ending, this.#books.resultOf(order));
    this.pump();
    const ended = await settled;
    this.#settling.delete(order.fileId);
    if (!this.#stopped) this.#ended(order, ended);
  }

  #start(slot: WorkerSlot, file: EvidenceFile, taken: Taken): void {
    const run = file.lastRun;
    if (run === null) throw new RangeError(`file ${file.id} is not queued`);
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
    // Runs that have ended, and of which the cluster has not heard yet.
    for (const order of this.#settling.values()) this.#books.giveBack(order);
    this.#cluster?.close();
  }
}
