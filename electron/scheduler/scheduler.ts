/**
 * The queue: hands a queued file to a free worker, books each phase edge in case.db, and decides what an
 * ending means for its file. The only transitions it makes are those of the file state table.
 */
import type { FileStatus, PhaseResult, RunEnding, RunOrder } from '@shared/contract/order';
import type { EvidenceFile, LastRun, Published } from '@shared/model/evidence-file';
import {
  FILE_STATES,
  type FileTransition,
  nextState,
  type Operation,
} from '@shared/model/file-states';
import { type FileId, fileId, generation, runId } from '@shared/model/ids';
import type { CaseDatabase } from '@electron/store/case/case-database';
import {
  publishedPaths,
  removeBuilding,
  removeBut,
  runPaths,
} from '@electron/store/case/event-files';
import { ProgressMeter } from './progress-meter';
import { NO_FINDINGS, publishedAfter, type RunFindings, withPhase } from './published-result';
import { type RunPacks, runOrder } from './run-order';
import type { WorkerLauncher } from './worker-launcher';
import { WorkerRow } from './worker-row';
import type { SlotListener, SlotTimes, WorkerSlot } from './worker-slot';

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

interface Run {
  findings: RunFindings;
  /** What was published when the run began, and goes once it is replaced. */
  readonly before: Published | null;
  readonly startedAtMs: number;
  readonly meter: ProgressMeter;
}

const WATCH_MS = 1_000;
/** Our own timer this late means the machine slept, not that workers hang. */
const SLEPT_MS = 5_000;

export class Scheduler {
  readonly #database: CaseDatabase;
  readonly #packs: () => RunPacks;
  readonly #listener: SchedulerListener;
  readonly #options: SchedulerOptions;
  readonly #workers: WorkerRow;
  readonly #runs = new Map<number, Run>();
  readonly #watch: NodeJS.Timeout;
  #watchedAtMs = performance.now();
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
    this.#workers = new WorkerRow(launcher, this.#slotListener(), options.times);
    this.setWorkers(options.workers);
    this.#watch = setInterval(() => this.#lookAfterWorkers(), WATCH_MS);
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
    return this.#runs.size === 0 && (this.#paused || this.#database.queue().length === 0);
  }

  meterOf(id: number): ProgressMeter | null {
    return this.#runs.get(id)?.meter ?? null;
  }

  setWorkers(count: number): void {
    this.#workers.setCount(count);
    this.pump();
    this.#listener.onQueue();
  }

  #slotListener(): SlotListener {
    return {
      onStatus: (_slot, status) => this.#onStatus(status),
      onPhaseDone: (_slot, order, result) => this.#onPhaseDone(order, result),
      onEnded: (slot, order, ending) => this.#onEnded(slot, order, ending),
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
    this.#book(file.id, { operation, state: 'queued', error: null, attempts, seconds: null });
    if (state !== 'queued') this.#database.setQueued(file.id);
    return true;
  }

  /** False where there is nothing to cancel. A queued file is cancelled at once, an active one soon. */
  cancel(file: EvidenceFile): boolean {
    const run = file.lastRun;
    if (run === null || FILE_STATES[run.state].moves.cancel === undefined) return false;
    if (run.state === 'queued') this.#move(file.id, run, 'cancel', null);
    else this.#workers.slotOf(file.id)?.cancel(performance.now());
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
    const queue = this.#database.queue();
    for (const slot of free) {
      const id = queue.shift();
      if (id === undefined) return;
      this.#start(slot, this.#database.file(id));
    }
  }

  #start(slot: WorkerSlot, file: EvidenceFile): void {
    const run = file.lastRun;
    if (run === null) throw new RangeError(`file ${file.id} is not queued`);
    const taken = this.#database.takeNumber(file.id);
    const order = runOrder(this.#options.caseDir, file, run.operation, taken, this.#packs());
    this.#runs.set(file.id, {
      findings: NO_FINDINGS,
      before: file.published,
      startedAtMs: performance.now(),
      meter: new ProgressMeter(),
    });
    this.#move(file.id, { ...run, attempts: run.attempts + 1 }, 'start', null);
    slot.run(order, performance.now());
  }

  #onStatus(status: FileStatus): void {
    this.#runs.get(status.fileId)?.meter.add(status, performance.now());
    this.#listener.onQueue();
  }

  #onPhaseDone(order: RunOrder, result: PhaseResult): void {
    const run = this.#runs.get(order.fileId);
    const file = this.#database.file(fileId(order.fileId));
    const last = file.lastRun;
    if (run === undefined || last === null) return;
    run.findings = withPhase(run.findings, result);
    // The last phase's edge is the run's end, where everything is published at once.
    if (result.phase === 'iocHunting') return;
    this.#database.together(() => {
      if (result.phase === 'indexing') this.#publishEarly(order, file, run.findings);
      this.#move(file.id, last, 'phaseDone', null);
    });
    this.#enterPhase(file.id, run);
  }

  /** Nothing is done yet in the new phase; the last snapshot of the old one must not stand for it. */
  #enterPhase(id: FileId, { meter }: Run): void {
    const state = this.#database.file(id).lastRun?.state;
    if (state === undefined) return;
    meter.add(
      { type: 'status', fileId: id, state, done: 0, total: 0, unit: 'events' },
      performance.now(),
    );
    this.#listener.onQueue();
  }

  /** New evidence is searchable as soon as it is indexed; a run over old evidence stays staged. */
  #publishEarly(order: RunOrder, file: EvidenceFile, findings: RunFindings): void {
    const replaces = file.published !== null && file.published.detectionsRun !== null;
    if (order.operation !== 'full' || replaces) return;
    this.#publish(order, file, findings);
  }

  #publish(order: RunOrder, file: EvidenceFile, findings: RunFindings): void {
    const published = publishedAfter(file.published, order, findings);
    if (published === null) return;
    this.#database.publish(file.id, published);
    if (findings.indexed !== null)
      this.#database.setSourceLabel(file.id, findings.indexed.sourceLabel);
  }

  #onEnded(slot: WorkerSlot, order: RunOrder, ending: RunEnding): void {
    const id = fileId(order.fileId);
    const before = this.#database.file(id);
    const run = this.#runs.get(order.fileId);
    this.#runs.delete(order.fileId);
    if (before.lastRun !== null && run !== undefined) {
      const seconds = Math.round(performance.now() - run.startedAtMs) / 1_000;
      this.#bookEnding(order, before, { ...before.lastRun, seconds }, run, ending);
    }
    this.#workers.dismissRetired(slot);
    this.pump();
    this.#listener.onQueue();
  }

  #bookEnding(
    order: RunOrder,
    before: EvidenceFile,
    last: LastRun,
    run: Run,
    ending: RunEnding,
  ): void {
    switch (ending.type) {
      case 'completed':
        this.#database.together(() => {
          this.#publish(order, before, run.findings);
          this.#move(before.id, last, 'phaseDone', null);
        });
        break;
      case 'failed':
        this.#move(before.id, last, 'phaseFailed', ending.reason);
        break;
      case 'cancelled':
        this.#move(before.id, last, 'cancel', null);
        break;
      case 'lost':
        this.#lost(before.id, last, ending.reason);
    }
    this.#tidy(order, before.id, run.before);
  }

  #lost(id: FileId, last: LastRun, reason: string): void {
    const text = `The worker was lost in ${FILE_STATES[last.state].label}: ${reason}.`;
    this.#move(id, last, 'workerLost', text);
    if (this.#database.file(id).lastRun?.state === 'queued') this.#database.setQueued(id);
    removeBuilding(this.#options.caseDir, id);
  }

  /** Removes what this run replaced, or what it wrote in vain. */
  #tidy(order: RunOrder, id: FileId, before: Published | null): void {
    const { caseDir } = this.#options;
    const { published } = this.#database.file(id);
    this.#listener.onPublished(id);
    const kept = publishedPaths(caseDir, id, published);
    removeBut(publishedPaths(caseDir, id, before), kept);
    removeBut(runPaths(caseDir, id, generation(order.generation), runId(order.run)), kept);
  }

  #move(id: FileId, run: LastRun, transition: FileTransition, error: string | null): void {
    const state = nextState(run.state, transition, run);
    this.#book(id, { ...run, state, error });
  }

  #book(id: FileId, run: LastRun): void {
    this.#database.setRun(id, run);
    this.#listener.onFile(id);
  }

  #lookAfterWorkers(): void {
    const now = performance.now();
    if (now - this.#watchedAtMs > SLEPT_MS) this.wakeUp();
    this.#watchedAtMs = now;
    this.#workers.watch(now);
    if (this.#runs.size > 0) this.#listener.onQueue();
  }

  /** The machine slept: nothing that looks like a hang is one, and no attempt is charged. */
  wakeUp(): void {
    const now = performance.now();
    this.#watchedAtMs = now;
    this.#workers.touch(now);
  }

  /** What the books say of files that were active when the program died: that run counts as an attempt. */
  recover(): void {
    for (const file of this.#database.files()) {
      const run = file.lastRun;
      if (run === null || !FILE_STATES[run.state].active) continue;
      const where = FILE_STATES[run.state].label;
      this.#move(
        file.id,
        run,
        'workerLost',
        `caseScope ended unexpectedly while this file was in ${where}.`,
      );
    }
  }

  /** Ends the workers; files in work go back to the queue without an attempt charged. */
  shutDown(): void {
    this.#stopped = true;
    clearInterval(this.#watch);
    for (const slot of this.#workers.all) {
      const { order } = slot;
      this.#workers.dismiss(slot);
      if (order === null) continue;
      this.#giveBack(order);
    }
  }

  #giveBack(order: RunOrder): void {
    const file = this.#database.file(fileId(order.fileId));
    if (file.lastRun === null) return;
    const attempts = Math.max(0, file.lastRun.attempts - 1);
    this.#move(file.id, { ...file.lastRun, attempts }, 'giveBack', null);
  }
}
