/**
 * An open case in the hands of its one writer: evidence in, operations over files, rules and indicators,
 * and the scheduler under it. The window and the command line both work through this class.
 */
import {
  checkIndicator,
  type IndicatorDraft,
  parseIndicatorList,
} from '@shared/ioc/indicator-list';
import type { SourceChoice } from '@shared/model/source-choice';
import type { EvidenceFile } from '@shared/model/evidence-file';
import { FILE_STATES, type Operation } from '@shared/model/file-states';
import { CaseScopeError } from '@shared/model/errors';
import { type FileId, fileId, indicatorId, sha256 } from '@shared/model/ids';
import type { Indicator } from '@shared/model/indicator';
import type { AddedEvidence, PastedIndicators, QueueAnswer } from '@shared/contract/views';
import type { RuleSource } from '@shared/sigma/rule-set';
import type { Examined } from '@electron/pipeline/intake/examine';
import { writeIndicatorPack, writeRulePack } from '@electron/pipeline/packs';
import type { CaseDatabase } from '@electron/store/case/case-database';
import { publishedPaths, removeBut, sweepEvents } from '@electron/store/case/event-files';
import { casePaths } from '@electron/store/case-paths';
import { lockErrorCount } from '@electron/store/sqlite';
import type { RunPacks } from './run-order';
import { Scheduler, type SchedulerListener } from './scheduler';
import type { WorkerLauncher } from './worker-launcher';
import type { SlotTimes } from './worker-slot';

export interface SessionOptions {
  readonly caseDir: string;
  readonly launcher: WorkerLauncher;
  readonly workers: number;
  readonly times: SlotTimes;
  readonly rules: readonly RuleSource[];
  readonly listener: SchedulerListener & { onRemoved(ids: readonly FileId[]): void };
  /** Leaves the queue alone until `resume`. */
  readonly paused?: boolean;
}

export interface AddedFile {
  readonly file: EvidenceFile;
  readonly outcome: keyof AddedEvidence;
  /** False where the case had the file already. */
  readonly isNew: boolean;
}

/** A hang is 60 s without progress; an unanswered cancel is waited for 2 s (house.md, Processes). */
export const SLOT_TIMES: SlotTimes = { hangMs: 60_000, cancelMs: 2_000 };

export class CaseSession {
  readonly caseDir: string;
  readonly database: CaseDatabase;
  readonly scheduler: Scheduler;
  readonly #listener: SessionOptions['listener'];
  #packs: RunPacks;

  /** Takes over an opened case: tidies what a crash left and goes on with its queue. */
  constructor(database: CaseDatabase, options: SessionOptions) {
    this.caseDir = options.caseDir;
    this.database = database;
    this.#listener = options.listener;
    const folder = casePaths.packs(this.caseDir);
    this.#packs = {
      rules: writeRulePack(folder, options.rules),
      indicators: writeIndicatorPack(folder, database.indicators()),
    };
    const { caseDir, workers, times, launcher } = options;
    sweepEvents(caseDir, database.files());
    this.scheduler = new Scheduler(database, launcher, () => this.#packs, options.listener, {
      ...{ caseDir, times },
      workers: 0,
    });
    this.scheduler.recover();
    if (options.paused === true) this.scheduler.pause();
    this.scheduler.setWorkers(workers);
  }

  get packs(): RunPacks {
    return this.#packs;
  }

  /** In this process and every worker so far. */
  get lockErrors(): number {
    return this.scheduler.lockErrors + lockErrorCount();
  }

  /**
   * Books one examined file; new evidence is queued at once for `full`. A path the case already has with
   * the same content (or skipped for the same reason) stays one row.
   */
  addExamined(examined: Examined): AddedFile {
    const known = this.database.fileAt(examined.path);
    const { finding } = examined;
    if (finding.type === 'skipped') {
      if (known?.intake.type === 'skipped')
        return { file: known, outcome: 'skipped', isNew: false };
      return this.#addSkipped(examined, finding.reason);
    }
    if (known !== null && known.hashes?.sha256 === finding.hashes.sha256) {
      return { file: known, outcome: 'duplicates', isNew: false };
    }
    if (known?.intake.type === 'skipped') this.remove([known.id]);
    return this.#addEvidence(examined, finding);
  }

  #addSkipped({ path, name, sizeBytes, modifiedMs }: Examined, reason: string): AddedFile {
    const facts = { path, name, sizeBytes, modifiedMs };
    const intake = { type: 'skipped', reason } as const;
    const file = this.#add({ ...facts, kind: null, hashes: null, intake });
    return { file, outcome: 'skipped', isNew: true };
  }

  #addEvidence(
    { path, name, sizeBytes, modifiedMs }: Examined,
    { kind, hashes: found }: Extract<Examined['finding'], { type: 'evidence' }>,
  ): AddedFile {
    const hashes = { ...found, sha256: sha256(found.sha256) };
    const evidence = { path, name, sizeBytes, modifiedMs, kind, hashes };
    const first = this.database.fileWithHash(hashes.sha256);
    if (first !== null) {
      const file = this.#add({ ...evidence, intake: { type: 'duplicate', of: first.id } });
      return { file, outcome: 'duplicates', isNew: true };
    }
    const file = this.#add({ ...evidence, intake: { type: 'accepted' } });
    this.scheduler.enqueue(file, 'full');
    this.scheduler.pump();
    return { file: this.database.file(file.id), outcome: 'accepted', isNew: true };
  }

  #add(file: Parameters<CaseDatabase['addFile']>[0]): EvidenceFile {
    const added = this.database.addFile(file);
    this.#listener.onFile(added.id);
    return added;
  }

  /** sigma_only and ioc_only over a file with nothing published become full, and are counted as such. */
  run(ids: readonly number[], operation: Operation): QueueAnswer {
    const counts = { done: 0, refused: 0, becameFull: 0 };
    const accepted = this.#files(ids).filter((file) => file.intake.type === 'accepted');
    for (const file of accepted) {
      const hunts = operation === 'sigma_only' || operation === 'ioc_only';
      const becomesFull = hunts && file.published === null;
      if (!this.scheduler.enqueue(file, becomesFull ? 'full' : operation)) counts.refused++;
      else {
        counts.done++;
        if (becomesFull) counts.becameFull++;
      }
    }
    this.scheduler.pump();
    this.#listener.onQueue();
    return counts;
  }

  /** Reads NDJSON files again as the examiner chose; active ones keep what they have. */
  chooseSource(ids: readonly number[], choice: SourceChoice): QueueAnswer {
    const json = this.#files(ids).filter(({ kind }) => kind === 'ndjson' || kind === 'json-array');
    const free = json.filter(
      ({ lastRun }) => lastRun === null || !FILE_STATES[lastRun.state].active,
    );
    this.database.together(() => {
      for (const { id } of free) this.database.setSourceChoice(id, choice);
    });
    const answer = this.run(
      free.map(({ id }) => id),
      'reindex',
    );
    return { ...answer, refused: answer.refused + json.length - free.length };
  }

  #files(ids: readonly number[]): EvidenceFile[] {
    const wanted = new Set(ids);
    if (wanted.size < 50) return [...wanted].flatMap((id) => this.#fileOrNone(id));
    return this.database.files().filter((file) => wanted.has(file.id));
  }

  /** An id the window held on to may be gone by now. */
  #fileOrNone(id: number): EvidenceFile[] {
    try {
      return [this.database.file(fileId(id))];
    } catch (error) {
      if (error instanceof RangeError) return [];
      throw error;
    }
  }

  cancel(ids: readonly number[] | 'all'): QueueAnswer {
    const files = ids === 'all' ? this.database.files() : this.#files(ids);
    const cancelled = files.filter((file) => this.scheduler.cancel(file));
    this.#listener.onQueue();
    return {
      done: cancelled.length,
      refused: ids === 'all' ? 0 : files.length - cancelled.length,
      becameFull: 0,
    };
  }

  /** Runs failed and cancelled files again with the operation they had. */
  retry(ids: readonly number[] | 'failed'): QueueAnswer {
    const wanted = ids === 'failed' ? this.database.files() : this.#files(ids);
    const ended = wanted.filter(({ lastRun }) =>
      ids === 'failed'
        ? lastRun?.state === 'failed'
        : lastRun?.state === 'failed' || lastRun?.state === 'cancelled',
    );
    const done = ended.filter(
      (file) => file.lastRun !== null && this.scheduler.enqueue(file, file.lastRun.operation),
    );
    this.scheduler.pump();
    this.#listener.onQueue();
    return {
      done: done.length,
      refused: ids === 'failed' ? 0 : wanted.length - done.length,
      becameFull: 0,
    };
  }

  setPriority(ids: readonly number[], priority: number): void {
    for (const file of this.#files(ids)) {
      this.database.setPriority(file.id, priority);
      this.#listener.onFile(file.id);
    }
  }

  /** Takes files and everything derived from them out of the case; the evidence itself is not touched. */
  remove(ids: readonly number[]): QueueAnswer {
    const files = this.#files(ids);
    const going = files.filter(
      ({ lastRun }) => lastRun === null || !FILE_STATES[lastRun.state].active,
    );
    this.database.together(() => {
      for (const file of going) this.database.removeFile(file.id);
    });
    this.#promoteDuplicates(going);
    for (const file of going) {
      this.#listener.onPublished(file.id);
      removeBut(publishedPaths(this.caseDir, file.id, file.published), []);
    }
    this.#listener.onRemoved(going.map((file) => file.id));
    this.#listener.onQueue();
    return { done: going.length, refused: files.length - going.length, becameFull: 0 };
  }

  /** A copy takes the place of a removed original, or its evidence would never be processed. */
  #promoteDuplicates(removed: readonly EvidenceFile[]): void {
    for (const { intake, hashes } of removed) {
      if (intake.type !== 'accepted' || hashes === null) continue;
      const promoted = this.database.promoteDuplicate(hashes.sha256);
      for (const file of promoted) this.#listener.onFile(file.id);
      const [first] = promoted;
      if (first !== undefined) this.scheduler.enqueue(first, 'full');
    }
    this.scheduler.pump();
  }

  /** Rules of every run that starts from now on. */
  setRules(sources: readonly RuleSource[]): void {
    this.#packs = { ...this.#packs, rules: writeRulePack(casePaths.packs(this.caseDir), sources) };
  }

  /** @throws CaseScopeError `indicator-invalid` where it could never match */
  putIndicator(
    draft: IndicatorDraft & { readonly id: number | null; readonly active: boolean },
  ): Indicator[] {
    const checked = checkIndicator(draft);
    if (!checked.ok)
      throw new CaseScopeError(
        'indicator-invalid',
        `The indicator was not saved: ${checked.reason}.`,
      );
    this.database.putIndicator({ ...draft, id: draft.id === null ? null : indicatorId(draft.id) });
    return this.#indicatorsChanged();
  }

  deleteIndicators(ids: readonly number[]): Indicator[] {
    this.database.together(() => {
      for (const id of ids) this.database.deleteIndicator(indicatorId(id));
    });
    return this.#indicatorsChanged();
  }

  /** Adds what can be read of a pasted or listed text; each refused line comes back with its reason. */
  pasteIndicators(text: string): PastedIndicators {
    const listed = parseIndicatorList(text);
    const good = listed.filter((one) => one.ok);
    this.database.together(() => {
      for (const { draft } of good)
        this.database.putIndicator({ ...draft, id: null, active: true });
    });
    const refused = listed.flatMap((one) =>
      one.ok ? [] : [{ line: one.line, text: one.text, reason: one.reason }],
    );
    return { added: good.length, refused, indicators: this.#indicatorsChanged() };
  }

  #indicatorsChanged(): Indicator[] {
    const indicators = this.database.indicators();
    const pack = writeIndicatorPack(casePaths.packs(this.caseDir), indicators);
    this.#packs = { ...this.#packs, indicators: pack };
    return indicators;
  }

  close(): void {
    this.scheduler.shutDown();
    this.database.close();
  }
}
