/** The case open in the window: its session, its intake, and what the window is told of it. */
import path from 'node:path';
import { app } from 'electron';
import type { SourcePreview } from '@shared/contract/source-choice';
import type {
  AddedEvidence,
  CaseInfo,
  EvidenceRow,
  FeedName,
  Feeds,
  QueueView,
} from '@shared/contract/views';
import { CaseScopeError, errorText } from '@shared/model/errors';
import { fileId } from '@shared/model/ids';
import type { SourceChoice } from '@shared/model/source-choice';
import { CaseDatabase } from '@electron/store/case/case-database';
import { CaseSession, SLOT_TIMES } from '@electron/scheduler/case-session';
import { QueueMeter } from '@electron/scheduler/progress-meter';
import type { JobsClient } from './jobs-client';
import type { RuleLibrary } from './rule-library';
import type { SearchClient } from './search-client';
import { utilityLauncher } from './utility-launcher';

export type Tell = <Name extends FeedName>(feed: Name, item: Feeds[Name]) => void;

/** Bulk changes reach the window at most ten times a second. */
const TELL_MS = 100;

export class CaseHost {
  readonly #jobs: JobsClient;
  readonly #rules: RuleLibrary;
  readonly #search: SearchClient;
  readonly #tell: Tell;
  #session: CaseSession | null = null;
  #changed = new Set<number>();
  #removed = new Set<number>();
  /** Something is waiting to be told. */
  #isDue = false;
  #examining = 0;
  #queueMeter = new QueueMeter();
  #seenEnded = new Set<number>();

  constructor(jobs: JobsClient, rules: RuleLibrary, search: SearchClient, tell: Tell) {
    this.#jobs = jobs;
    this.#rules = rules;
    this.#search = search;
    this.#tell = tell;
  }

  get info(): CaseInfo | null {
    if (this.#session === null) return null;
    const { database, caseDir } = this.#session;
    return { name: database.setting('name') ?? path.basename(caseDir), folder: caseDir };
  }

  /** @throws CaseScopeError `case-missing` where none is open */
  get session(): CaseSession {
    if (this.#session === null) throw new CaseScopeError('case-missing', 'No case is open.');
    return this.#session;
  }

  get sessionOrNull(): CaseSession | null {
    return this.#session;
  }

  create(caseDir: string, name: string, workers: number): CaseInfo {
    this.close();
    return this.#take(CaseDatabase.create(caseDir, name, 'the caseScope window'), caseDir, workers);
  }

  open(caseDir: string, workers: number): CaseInfo {
    if (this.#session?.caseDir === caseDir && this.info !== null) return this.info;
    this.close();
    return this.#take(CaseDatabase.openToWrite(caseDir, 'the caseScope window'), caseDir, workers);
  }

  #take(database: CaseDatabase, caseDir: string, workers: number): CaseInfo {
    try {
      this.#session = new CaseSession(database, {
        ...{ caseDir, workers },
        launcher: utilityLauncher,
        times: SLOT_TIMES,
        rules: this.#rules.sources(),
        listener: {
          onFile: (id) => this.#note(this.#changed, id),
          onRemoved: (ids) => ids.forEach((id) => this.#note(this.#removed, id)),
          onQueue: () => this.#soon(),
          onPublished: () => void this.#search.release(caseDir),
        },
      });
    } catch (error) {
      database.close();
      throw error;
    }
    const { info } = this;
    if (info === null) throw new Error('a case was opened and is not there');
    this.#tell('case', info);
    this.#soon();
    return info;
  }

  close(): void {
    if (this.#session === null) return;
    this.#session.close();
    void this.#search.release(this.#session.caseDir);
    this.#session = null;
    this.#changed.clear();
    this.#removed.clear();
    this.#seenEnded.clear();
    this.#queueMeter = new QueueMeter();
    this.#tell('case', null);
  }

  /** Every row; what else the window follows comes with the next telling, also after it was reloaded. */
  rows(): EvidenceRow[] {
    this.#soon();
    return this.session.database.files();
  }

  /** Examines in the jobs process and books each file as it is found. */
  async add(paths: readonly string[]): Promise<AddedEvidence> {
    const { session } = this;
    const counts = { accepted: 0, duplicates: 0, skipped: 0 };
    this.#examining++;
    this.#soon();
    try {
      await this.#jobs.examine(paths, (examined) => {
        if (this.#session === session) counts[session.addExamined(examined).outcome]++;
      });
    } finally {
      this.#examining--;
      this.#soon();
    }
    return counts;
  }

  /** @throws CaseScopeError `wrong-use` for a file that is no NDJSON */
  previewSource(id: number, choice: SourceChoice): Promise<SourcePreview> {
    const { path: file, kind } = this.session.database.file(fileId(id));
    if (kind !== 'ndjson' && kind !== 'json-array') {
      throw new CaseScopeError('wrong-use', 'Only NDJSON files have a source to choose.');
    }
    return this.#jobs.previewSource(file, kind, choice);
  }

  #note(set: Set<number>, id: number): void {
    set.add(id);
    this.#soon();
  }

  #soon(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    setTimeout(() => {
      this.#isDue = false;
      try {
        this.#tellAll();
      } catch (error) {
        process.stderr.write(`${errorText(error)}\n`);
      }
    }, TELL_MS);
  }

  #tellAll(): void {
    const session = this.#session;
    if (session === null) return;
    const removed = [...this.#removed];
    const ids = [...this.#changed].filter((id) => !this.#removed.has(id));
    this.#changed.clear();
    this.#removed.clear();
    const changed = ids.map((id) => session.database.file(fileId(id)));
    for (const file of changed) this.#measure(file);
    if (changed.length > 0 || removed.length > 0) this.#tell('evidence', { changed, removed });
    const meters = session.scheduler.slots.map(
      ({ order }) => order && session.scheduler.meterOf(order.fileId),
    );
    this.#tell(
      'progress',
      meters.flatMap((meter) => meter?.progress ?? []),
    );
    this.#tell('queue', this.queueView());
  }

  #measure(file: EvidenceRow): void {
    const ended = file.lastRun?.state === 'completed' || file.lastRun?.state === 'failed';
    if (ended && !this.#seenEnded.has(file.id)) this.#queueMeter.finished(file.sizeBytes);
    if (ended) this.#seenEnded.add(file.id);
    else this.#seenEnded.delete(file.id);
  }

  queueView(): QueueView {
    const { database, scheduler, lockErrors } = this.session;
    const now = performance.now();
    const load = database.queueLoad();
    this.#queueMeter.busy(load.active > 0, now);
    const workers = scheduler.slots.map((slot) => ({
      number: slot.number,
      fileName: slot.order === null ? null : database.file(fileId(slot.order.fileId)).name,
      progress:
        slot.order === null ? null : (scheduler.meterOf(slot.order.fileId)?.progress ?? null),
    }));
    // With nothing waiting, the active files themselves tell best.
    const etas = workers.flatMap(({ progress }) => progress?.etaSeconds ?? []);
    const longest = etas.length === 0 ? null : Math.max(...etas);
    return {
      workers,
      queued: load.queued,
      active: load.active,
      failed: load.failed,
      paused: scheduler.paused,
      etaSeconds: load.queued > 0 ? this.#queueMeter.etaSeconds(load.leftBytes, now) : longest,
      lockErrors: lockErrors + this.#search.lockErrors,
      examining: this.#examining,
    };
  }

  /** Rules of later runs, after an import. */
  rulesChanged(): void {
    this.#session?.setRules(this.#rules.sources());
  }
}

/** Where a new case of a name goes below a chosen folder: the name, made safe for file systems. */
export function caseFolderName(name: string): string {
  const safe = name.replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, '_').replace(/[. ]+$/, '');
  return safe === '' ? 'case' : safe;
}

export const sampleCaseFolder = (): string => path.join(app.getPath('userData'), 'sample-case');
