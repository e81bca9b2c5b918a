/**
 * An open case in the hands of its one writer: operations over files, intake, indicators and the scheduler. The window
 * and the command line both work through this class.
 */
import { type ClusterPlace, EMBEDDED, type StorePlace } from '@shared/contract/cluster';
import { CaseScopeError } from '@shared/model/errors';
import { isBeingWorkedOn } from '@shared/model/evidence-file';
import type { FileId } from '@shared/model/ids';
import type { PackReference } from '@shared/contract/order';
import type { QueueAnswer } from '@shared/contract/evidence-views';
import type { Placeholders } from '@shared/model/placeholders';
import { changedSets, type ChosenSets, type SetsChange } from '@shared/model/rule-sets';
import type { CaseDatabase } from '@electron/store/case/case-database';
import { publishedPaths, removeBut } from '@electron/store/case/event-files';
import { sweepCase } from '@electron/store/case/sweep-case';
import { casePaths } from '@electron/store/case-paths';
import { laptopOf } from '@electron/store/case/laptop';
import { ClusterBooks } from '@electron/store/cluster/books';
import { lockErrorCount } from '@electron/store/sqlite';
import { ClusterRuns } from './cluster-runs';
import { CaseCorrelations } from './case-correlations';
import { CaseIndicators } from './case-indicators';
import { CaseOutlines } from './case-outlines';
import { CasePacking } from './case-packing';
import { CaseRules } from './case-rules';
import { CaseTemplates } from './case-templates';
import { CaseTunings } from './case-tunings';
import { CaseUntouched } from './case-untouched';
import { EvidenceIntake } from './evidence-intake';
import { FileOperations } from './file-operations';
import { IndicatorPacks } from './indicator-packs';
import type { RunPacks } from './run-order';
import { Scheduler, type SchedulerListener } from './scheduler';
import type { SessionOptions } from './session-options';
import { takeOut } from './take-out';
import type { SlotTimes } from './worker-slot';

/** A hang is 60 s without progress; an unanswered cancel is waited for 2 s (house.md, Processes). */
export const SLOT_TIMES: SlotTimes = {
  ...{ hangMs: 60_000, cancelMs: 2_000 },
  nowMs: () => performance.now(),
};

export class CaseSession {
  readonly caseDir: string;
  readonly store: StorePlace;
  readonly database: CaseDatabase;
  /** Null in a case with shards of its own. */
  readonly cluster: ClusterRuns | null;
  readonly scheduler: Scheduler;
  readonly files: FileOperations;
  readonly intake: EvidenceIntake;
  readonly indicators: CaseIndicators;
  readonly indicatorPacks: IndicatorPacks;
  readonly correlations: CaseCorrelations;
  readonly tunings: CaseTunings;
  readonly templates: CaseTemplates;
  readonly outlines: CaseOutlines;
  readonly untouched: CaseUntouched;
  readonly packing: CasePacking;
  readonly #listener: SessionOptions['listener'];
  readonly #rules: CaseRules;
  #packs: RunPacks;
  #isResting = false;

  /** Takes over an opened case: tidies what a crash left and goes on with its queue. */
  constructor(database: CaseDatabase, options: SessionOptions) {
    this.caseDir = options.caseDir;
    this.store = options.store ?? EMBEDDED;
    this.database = database;
    this.#listener = options.listener;
    const folder = casePaths.packs(this.caseDir);
    this.#rules = new CaseRules(database, this.caseDir, options.rules);
    this.indicators = new CaseIndicators(database, () => this.indicatorPacks.changed());
    this.indicatorPacks = new IndicatorPacks(folder, this.indicators, () => {
      this.#packs = { ...this.#packs, indicators: this.indicatorPacks.now };
      this.#listener.onPacks();
      if (this.indicatorPacks.isOfNow) this.untouched.look();
    });
    this.#packs = {
      rules: this.#rules.pack,
      indicators: this.indicatorPacks.now,
      tunings: database.tunings(),
      lineLimitBytes: options.lineLimitBytes,
      store: this.store,
    };
    this.tunings = new CaseTunings(database, options.caseDir, this.store, options.recount, {
      onChanged: (tunings) => {
        this.#packs = { ...this.#packs, tunings };
        this.correlations.note();
        this.correlations.look();
      },
      active: () => this.scheduler.slots.flatMap(({ order }) => order?.fileId ?? []),
      onFile: (id) => this.#listener.onFile(id),
    });
    const { caseDir, workers, times, launcher } = options;
    sweepCase(caseDir, database);
    this.correlations = new CaseCorrelations(
      database,
      caseDir,
      this.store,
      { now: () => this.#packs.rules, packsOf: (hashes) => this.#rules.packsOf(hashes) },
      options.correlate,
      {
        isAtRest: () => this.scheduler.isIdle && !this.#isResting,
        onChanged: () => {
          options.listener.onCorrelated();
          this.#lookSoon();
        },
      },
    );
    this.packing = new CasePacking(
      database,
      caseDir,
      options.packing,
      // The cluster packs small files itself.
      () =>
        this.cluster === null &&
        !this.#isResting &&
        this.scheduler.isIdle &&
        this.correlations.state.type !== 'running',
    );
    this.cluster = this.store.type === 'cluster' ? this.#clusterRuns(this.store) : null;
    this.scheduler = new Scheduler(
      database,
      launcher,
      () => this.#packs,
      this.#schedulerListener(),
      {
        ...{ caseDir, times },
        workers: 0,
        cluster: this.cluster ?? undefined,
      },
    );
    this.files = new FileOperations(database, this.scheduler, this.#listener);
    this.intake = new EvidenceIntake(database.evidenceTable, this.scheduler, {
      onFile: (id) => this.#listener.onFile(id),
      onReplaced: (id) => this.#takeOut([id]),
    });
    this.untouched = new CaseUntouched(database, options.caseDir, options.tellUntouched, {
      now: () => (this.cluster === null ? this.#packs.indicators : null),
      onFile: (id) => this.#listener.onFile(id),
    });
    this.templates = new CaseTemplates(database, caseDir, this.store, options.gatherTemplates, {
      files: (ids) => this.files.of(ids),
      reindex: (ids) => this.files.run(ids, 'reindex'),
    });
    this.tunings.makeUp();
    this.outlines = new CaseOutlines(database, caseDir, options.makeOutline);
    if (this.cluster === null) this.outlines.makeUp();
    this.scheduler.recover();
    if (options.paused === true) this.scheduler.pause();
    this.scheduler.setWorkers(workers);
  }

  #clusterRuns(place: ClusterPlace): ClusterRuns {
    const name = this.database.setting('name') ?? place.clusterCase;
    const books = new ClusterBooks(place, laptopOf(this.database), name);
    return new ClusterRuns(this.database, books, {
      onPublished: (id) => {
        this.#listener.onFile(id);
        this.#schedulerListener().onPublished(id);
        this.#lookSoon();
      },
      onTrouble: (text) => this.#listener.onTrouble(text),
    });
  }

  /** What waits for the queue to rest; correlations come first. */
  #lookSoon(): void {
    setImmediate(() => {
      this.correlations.look();
      this.packing.look();
    });
  }

  /** Correlations and packs follow what is published, when the queue rests. */
  #schedulerListener(): SchedulerListener {
    return {
      onFile: (id) => this.#listener.onFile(id),
      onQueue: () => {
        this.#listener.onQueue();
        this.#lookSoon();
      },
      onPublished: (id) => {
        this.#noteRules(id);
        this.untouched.published(id);
        this.correlations.note();
        this.packing.note();
        this.tunings.published(id);
        this.#listener.onPublished(id);
      },
    };
  }

  /** The case goes on with the rules that its detections are made with. */
  #noteRules(id: FileId): void {
    const { published, lastRun } = this.database.evidenceTable.file(id);
    const hash = published?.huntedWith.rules ?? null;
    if (hash === null || lastRun?.operation === 'ioc_only') return;
    this.#rules.huntedWith(hash, hash === this.#packs.rules.hash);
  }

  /** In this process and every worker so far. */
  get lockErrors(): number {
    return this.scheduler.lockErrors + lockErrorCount();
  }

  /**
   * Takes files and everything derived from them out of the case; the evidence itself is not touched.
   * @throws CaseScopeError `wrong-use` while the case is moved
   */
  remove(ids: readonly number[]): QueueAnswer {
    if (this.#isResting)
      throw new CaseScopeError(
        'wrong-use',
        'Files are removed before the case is moved, or after it. To remove some now, cancel the move: moved again, the case goes on from there.',
      );
    return this.#takeOut(ids);
  }

  #takeOut(ids: readonly number[]): QueueAnswer {
    const files = this.files.of(ids);
    const going = files.filter((file) => !isBeingWorkedOn(file));
    const copies = takeOut(this.database, going, {
      onFile: (id) => this.#listener.onFile(id),
      enqueue: (file, operation) => void this.scheduler.enqueue(file, operation),
    });
    this.scheduler.pump();
    for (const id of copies) this.#schedulerListener().onPublished(id);
    for (const file of going) {
      this.#listener.onPublished(file.id);
      this.outlines.forget(file);
      removeBut(publishedPaths(this.caseDir, file.id, file.published), []);
    }
    void this.cluster?.remove();
    this.#listener.onRemoved(going.map((file) => file.id));
    this.correlations.note();
    this.packing.note();
    this.#listener.onQueue();
    this.correlations.look();
    this.packing.look();
    return { done: going.length, refused: files.length - going.length, becameFull: 0 };
  }

  /** What runs that start now hunt with. */
  get packs(): RunPacks {
    return this.#packs;
  }

  /** Rules of every run that starts from now on. */
  setRules(rules: PackReference): void {
    this.#rules.give({ pack: rules, everySet: false });
    this.#rulesChanged();
  }

  /** Longest record of NDJSON in every run that starts from now on. */
  setLineLimit(lineLimitBytes: number): void {
    this.#packs = { ...this.#packs, lineLimitBytes };
  }

  get placeholders(): Placeholders {
    return this.#rules.placeholders;
  }

  setPlaceholders(lists: Placeholders): void {
    this.#rules.placeholders = lists;
    this.#rulesChanged();
  }

  get ruleSets(): ChosenSets {
    return this.#rules.sets;
  }

  changeRuleSets(change: SetsChange): void {
    this.#rules.sets = changedSets(this.#rules.sets, change);
    this.#rulesChanged();
  }

  #rulesChanged(): void {
    this.#packs = { ...this.#packs, rules: this.#rules.pack };
    this.correlations.note();
    this.#listener.onPacks();
    this.correlations.look();
  }

  /** Nothing begins until `wake`. @throws CaseScopeError `wrong-use` while correlations run */
  async rest(): Promise<void> {
    if (this.correlations.state.type === 'running')
      throw new CaseScopeError('wrong-use', 'Correlations are running. Try again in a moment.');
    this.#isResting = true;
    this.scheduler.pause();
    await this.packing.settled();
    await this.cluster?.remove();
  }

  get isResting(): boolean {
    return this.#isResting;
  }

  wake(isPaused: boolean): void {
    this.#isResting = false;
    if (!isPaused) this.scheduler.resume();
    this.#lookSoon();
  }

  close(): void {
    this.correlations.stop();
    this.packing.stop();
    this.tunings.stop();
    this.templates.stop();
    this.outlines.stop();
    this.untouched.stop();
    this.indicatorPacks.stop();
    this.scheduler.shutDown();
    this.database.close();
  }
}
