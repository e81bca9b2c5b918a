/**
 * The runs that workers are at, and what becomes of each in case.db: phase edges, endings, and what is
 * published of them.
 */
import type { FileStatus, PhaseResult, RunEnding, RunOrder } from '@shared/contract/order';
import type { EvidenceFile, LastRun, Published } from '@shared/model/evidence-file';
import { FILE_STATES } from '@shared/model/file-states';
import { type FileId, fileId, generation, runId } from '@shared/model/ids';
import type { CaseDatabase } from '@electron/store/case/case-database';
import {
  publishedPaths,
  removeBuilding,
  removeBut,
  runPaths,
} from '@electron/store/case/event-files';
import { shardName } from '@electron/store/case-paths';
import type { FileMoves } from './file-moves';
import { ProgressMeter } from './progress-meter';
import { NO_FINDINGS, publishedAfter, type RunFindings, withPhase } from './published-result';

interface Run {
  findings: RunFindings;
  /** What was published when the run began, and goes once it is replaced. */
  readonly before: Published | null;
  readonly startedAtMs: number;
  readonly meter: ProgressMeter;
}

export class RunBooks {
  readonly #database: CaseDatabase;
  readonly #moves: FileMoves;
  readonly #onPublished: (id: FileId) => void;
  readonly #runs = new Map<number, Run>();

  constructor(database: CaseDatabase, moves: FileMoves, onPublished: (id: FileId) => void) {
    this.#database = database;
    this.#moves = moves;
    this.#onPublished = onPublished;
  }

  /** Files in work. */
  get active(): number {
    return this.#runs.size;
  }

  meterOf(id: number): ProgressMeter | null {
    return this.#runs.get(id)?.meter ?? null;
  }

  begin(file: EvidenceFile, run: LastRun, nowMs: number): void {
    this.#runs.set(file.id, {
      findings: NO_FINDINGS,
      before: file.published,
      startedAtMs: nowMs,
      meter: new ProgressMeter(),
    });
    this.#moves.move(file.id, { ...run, attempts: run.attempts + 1 }, 'start');
  }

  status(status: FileStatus, nowMs: number): void {
    this.#runs.get(status.fileId)?.meter.add(status, nowMs);
  }

  phaseDone(order: RunOrder, result: PhaseResult, nowMs: number): void {
    const run = this.#runs.get(order.fileId);
    const file = this.#database.evidenceTable.file(fileId(order.fileId));
    const last = file.lastRun;
    if (run === undefined || last === null) return;
    run.findings = withPhase(run.findings, result);
    // The last phase's edge is the run's end, where everything is published at once.
    if (result.phase === 'iocHunting') return;
    this.#database.together(() => {
      if (result.phase === 'indexing') this.#publishEarly(order, file, run.findings);
      this.#moves.move(file.id, last, 'phaseDone');
    });
    this.#enterPhase(file.id, run, nowMs);
  }

  /** Nothing is done yet in the new phase; the last snapshot of the old one must not stand for it. */
  #enterPhase(id: FileId, { meter }: Run, nowMs: number): void {
    const state = this.#database.evidenceTable.file(id).lastRun?.state;
    if (state === undefined) return;
    meter.add({ type: 'status', fileId: id, state, done: 0, total: 0, unit: 'events' }, nowMs);
  }

  /** New evidence is searchable as soon as it is indexed; a run over old evidence stays staged. */
  #publishEarly(order: RunOrder, file: EvidenceFile, findings: RunFindings): void {
    const replaces = file.published !== null && file.published.detectionsRun !== null;
    // In a cluster a file is published once, by its book.
    if (order.operation !== 'full' || replaces || order.store.type === 'cluster') return;
    this.#publish(order, file, findings);
  }

  #publish(order: RunOrder, file: EvidenceFile, findings: RunFindings): void {
    const published = publishedAfter(file.published, order, findings);
    if (published === null) return;
    this.#database.evidenceTable.publish(file.id, published);
    if (findings.indexed === null) return;
    const { sourceLabel, outline } = findings.indexed;
    this.#database.evidenceTable.setSourceLabel(file.id, sourceLabel);
    if (outline === null) return;
    this.#database.outlineTable.put(shardName(file.id, published.generation), outline);
  }

  /** What the run comes to once it is completed. */
  resultOf(order: RunOrder): { readonly result: Published; readonly sourceLabel: string } | null {
    const run = this.#runs.get(order.fileId);
    const file = this.#database.evidenceTable.find(fileId(order.fileId));
    if (run === undefined || file === null) return null;
    const result = publishedAfter(file.published, order, run.findings);
    const sourceLabel = run.findings.indexed?.sourceLabel ?? file.sourceLabel;
    return result === null ? null : { result, sourceLabel };
  }

  /** A file that waits cannot be run now. */
  refuse(file: EvidenceFile, run: LastRun, reason: string): void {
    this.#moves.move(file.id, run, 'start');
    const begun = this.#database.evidenceTable.file(file.id).lastRun ?? run;
    this.#moves.move(file.id, begun, 'phaseFailed', reason);
  }

  end(order: RunOrder, ending: RunEnding, nowMs: number): void {
    const before = this.#database.evidenceTable.file(fileId(order.fileId));
    const run = this.#runs.get(order.fileId);
    this.#runs.delete(order.fileId);
    if (before.lastRun === null || run === undefined) return;
    const seconds = Math.round(nowMs - run.startedAtMs) / 1_000;
    this.#bookEnding(order, before, { ...before.lastRun, seconds }, run, ending);
    this.#tidy(order, before.id, run.before);
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
        return this.#database.together(() => {
          this.#publish(order, before, run.findings);
          this.#moves.move(before.id, last, 'phaseDone');
        });
      case 'failed':
        return this.#moves.move(before.id, last, 'phaseFailed', ending.reason);
      case 'cancelled':
        return this.#moves.move(before.id, last, 'cancel');
      case 'lost':
        return this.#lost(order, before.id, last, ending.reason);
    }
  }

  #lost({ caseDir }: RunOrder, id: FileId, last: LastRun, reason: string): void {
    const text = `The worker was lost in ${FILE_STATES[last.state].label}: ${reason}.`;
    this.#moves.move(id, last, 'workerLost', text);
    const isQueued = this.#database.evidenceTable.file(id).lastRun?.state === 'queued';
    if (isQueued) this.#database.queueTable.setQueued(id);
    removeBuilding(caseDir, id);
  }

  /** Removes what this run replaced, or what it wrote in vain. */
  #tidy(order: RunOrder, id: FileId, before: Published | null): void {
    const { caseDir } = order;
    const { published } = this.#database.evidenceTable.file(id);
    this.#onPublished(id);
    const kept = publishedPaths(caseDir, id, published);
    const replaced = publishedPaths(caseDir, id, before).filter((one) => !kept.includes(one));
    if (before !== null && before.generation !== published?.generation)
      this.#database.outlineTable.remove([shardName(id, before.generation)]);
    removeBut(replaced, kept);
    removeBut(runPaths(caseDir, id, generation(order.generation), runId(order.run)), kept);
  }

  /** What the books say of files that were active when the program died: that run counts as an attempt. */
  recover(): void {
    for (const file of this.#database.files()) {
      const run = file.lastRun;
      if (run === null || !FILE_STATES[run.state].active) continue;
      const where = FILE_STATES[run.state].label;
      const text = `caseScope ended unexpectedly while this file was in ${where}.`;
      this.#moves.move(file.id, run, 'workerLost', text);
    }
  }

  /** A file in work goes back to the queue without an attempt charged. */
  giveBack(order: RunOrder): void {
    const file = this.#database.evidenceTable.file(fileId(order.fileId));
    if (file.lastRun === null) return;
    const attempts = Math.max(0, file.lastRun.attempts - 1);
    this.#moves.move(file.id, { ...file.lastRun, attempts }, 'giveBack');
  }
}
