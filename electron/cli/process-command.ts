/** `casescope process`: evidence in, run to the end, with the same scheduler as the window. */
import fs from 'node:fs';
import path from 'node:path';
import type { FileStatus, PackReference } from '@shared/contract/order';
import type { EvidenceFile } from '@shared/model/evidence-file';
import { FILE_STATES, OPERATIONS, type Operation } from '@shared/model/file-states';
import { type FileId, fileId } from '@shared/model/ids';
import { examine } from '@electron/pipeline/intake/examine';
import { writeRulePack } from '@electron/pipeline/packs';
import { readRuleSources } from '@electron/pipeline/rule-sources';
import { CaseSession, SLOT_TIMES } from '@electron/scheduler/case-session';
import { CaseDatabase } from '@electron/store/case/case-database';
import { casePaths } from '@electron/store/case-paths';
import { FLAG, readArguments, TEXT, TEXTS } from './arguments';
import { childLauncher } from './child-launcher';
import { fileLine } from './file-line';
import { note, print, printJson, WrongUse } from './output';
import { programs, starterRulesFolder } from './places';

const OPTIONS = {
  ...{ case: TEXT, operation: TEXT, workers: TEXT, rules: TEXTS, indicators: TEXT, json: FLAG },
};
const DEFAULT_WORKERS = 2;
const HUMAN_INTERVAL_MS = 1_000;

export async function processCommand(words: readonly string[]): Promise<number> {
  const given = readArguments(words, OPTIONS);
  const caseDir = path.resolve(given.required('case'));
  const operation = given.oneOf('operation', OPERATIONS);
  const workers = given.whole('workers', 1) ?? DEFAULT_WORKERS;
  const exists = fs.existsSync(casePaths.database(caseDir));
  if (!exists && given.paths.length === 0)
    throw new WrongUse(`there is no case in ${caseDir}, and no evidence was given`);
  const indicators = given.text('indicators');
  const named = indicators === null ? given.paths : [...given.paths, indicators];
  const missing = named.find((one) => !fs.existsSync(one));
  if (missing !== undefined) throw new WrongUse(`${missing} does not exist`);
  const rulePaths = given.all('rules');
  const rules = await readRuleSources(rulePaths.length > 0 ? rulePaths : [starterRulesFolder()]);
  const listed = indicators === null ? null : fs.readFileSync(indicators, 'utf8');
  const database = exists
    ? CaseDatabase.openToWrite(caseDir, 'the caseScope command line')
    : CaseDatabase.create(caseDir, path.basename(caseDir), 'the caseScope command line');
  const pack = writeRulePack(casePaths.packs(caseDir), rules);
  const run = new ProcessRun(database, { caseDir, workers, rules: pack, json: given.flag('json') });
  return run.complete(given.paths, operation, listed);
}

interface RunOptions {
  readonly caseDir: string;
  readonly workers: number;
  readonly rules: PackReference;
  readonly json: boolean;
}

class ProcessRun {
  readonly #database: CaseDatabase;
  readonly #json: boolean;
  readonly #session: CaseSession;
  readonly #startedAtMs = performance.now();
  /** Files this command ran or tried to add, in the order they came. */
  readonly #touched = new Set<FileId>();
  readonly #said = new Map<FileId, string>();
  #changed: () => void = () => undefined;
  #over = false;

  constructor(database: CaseDatabase, { caseDir, workers, rules, json }: RunOptions) {
    this.#database = database;
    this.#json = json;
    this.#session = new CaseSession(database, {
      ...{ caseDir, workers, rules, launcher: childLauncher(programs()), times: SLOT_TIMES },
      paused: true,
      listener: {
        onFile: (id) => this.#onFile(id),
        onQueue: () => this.#onQueue(),
        onPublished: () => undefined,
        onRemoved: () => undefined,
      },
    });
  }

  async complete(
    paths: readonly string[],
    operation: Operation | null,
    listed: string | null,
  ): Promise<number> {
    const stop = (): void => this.#interrupt();
    process.once('SIGINT', stop).once('SIGTERM', stop);
    try {
      if (listed !== null) this.#addIndicators(listed);
      await this.#takeIn(paths, operation);
      await this.#untilIdle();
      return this.#conclude();
    } finally {
      process.off('SIGINT', stop).off('SIGTERM', stop);
      this.#over = true;
      this.#session.close();
    }
  }

  /** Ctrl+C: what was in work goes back to the queue, and the case is left whole. */
  #interrupt(): void {
    note('Interrupted: files in work go back to the queue. Run the command again to go on.');
    this.#session.close();
    process.exit(130);
  }

  #addIndicators(text: string): void {
    const { added, refused } = this.#session.indicators.paste(text);
    note(`${added} indicators`);
    for (const { line, text: value, reason } of refused)
      note(`indicator line ${line}: ${value}: ${reason}`);
  }

  /**
   * New evidence runs full; the operation is for what the case already holds. With neither paths nor an
   * operation the command goes on with the queue as it was left.
   */
  async #takeIn(paths: readonly string[], operation: Operation | null): Promise<void> {
    if (paths.length === 0) return this.#goOn(operation);
    const known = new Map(this.#database.files().map((file) => [file.id, file]));
    this.#session.scheduler.resume();
    for await (const examined of examine(paths)) {
      const { file, isNew } = this.#session.intake.add(examined);
      this.#touched.add(file.id);
      if (!isNew && known.has(file.id)) this.#runExisting([file], operation ?? 'full');
    }
  }

  #goOn(operation: Operation | null): void {
    const files = this.#database.files();
    if (operation !== null) return this.#runExisting(files, operation);
    for (const id of this.#database.queueTable.waiting()) this.#touched.add(id);
    this.#session.scheduler.resume();
  }

  #runExisting(files: readonly EvidenceFile[], operation: Operation): void {
    const accepted = files.filter((file) => file.intake.type === 'accepted');
    for (const file of files) this.#touched.add(file.id);
    const { becameFull } = this.#session.run(
      accepted.map((file) => file.id),
      operation,
    );
    if (becameFull > 0) note(`${becameFull} files had nothing published yet and run in full`);
    this.#session.scheduler.resume();
  }

  #untilIdle(): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (this.#session.scheduler.isIdle) resolve();
      };
      this.#changed = look;
      look();
    });
  }

  #onFile(id: FileId): void {
    const { lastRun } = this.#database.evidenceTable.file(id);
    if (lastRun !== null && this.#said.get(id) !== lastRun.state) this.#sayState(id, lastRun.state);
    this.#onQueue();
  }

  #onQueue(): void {
    // The session speaks while it is being made, too: what it says is looked at once it stands.
    setImmediate(() => {
      if (this.#over) return;
      for (const { status } of this.#session.scheduler.slots)
        if (status !== null) this.#sayProgress(status);
      this.#changed();
    });
  }

  #sayState(id: FileId, state: EvidenceState): void {
    this.#touched.add(id);
    this.#said.set(id, state);
    this.#say(this.#database.evidenceTable.file(id), FILE_STATES[state].label, 0, 0);
  }

  readonly #progress = new Map<
    number,
    { readonly status: FileStatus; readonly saidAtMs: number }
  >();

  /** Every snapshot as JSON; for people one a second, with rate and time left. */
  #sayProgress(status: FileStatus): void {
    const last = this.#progress.get(status.fileId);
    const now = performance.now();
    const isSoon = !this.#json && now - (last?.saidAtMs ?? 0) < HUMAN_INTERVAL_MS;
    if (last?.status === status || status.done === 0 || isSoon) return;
    this.#progress.set(status.fileId, { status, saidAtMs: now });
    const file = this.#database.evidenceTable.file(fileId(status.fileId));
    const label = FILE_STATES[status.state].label;
    if (this.#json) this.#say(file, label, status.done, status.total);
    else note(`${file.name}: ${label} ${this.#progressText(status)}`);
  }

  #progressText({ fileId: id, done, total, unit }: FileStatus): string {
    const { ratePerSecond = 0, etaSeconds = null } =
      this.#session.scheduler.meterOf(id)?.progress ?? {};
    const rate = ratePerSecond > 0 ? `, ${ratePerSecond} ${unit}/s` : '';
    return `${done} of ${total} ${unit}${rate}${etaSeconds === null ? '' : `, about ${etaSeconds} s left`}`;
  }

  #say(file: EvidenceFile, state: string, done: number, total: number): void {
    if (this.#json) printJson({ type: 'status', file: file.path, state, done, total });
    else note(`${file.name}: ${state}`);
  }

  #conclude(): number {
    const ids = this.#touched;
    const files = this.#database.files().filter((file) => ids.has(file.id));
    for (const file of files) this.#sayFile(file);
    const sum = (count: (file: EvidenceFile) => number): number =>
      files.reduce((total, file) => total + count(file), 0);
    const seconds = Math.round(performance.now() - this.#startedAtMs) / 1_000;
    const events = sum((file) => file.published?.counts.events ?? 0);
    const failed = files.filter((file) => file.lastRun?.state === 'failed').length;
    const summary = {
      type: 'summary',
      files: files.length,
      completed: files.filter((file) => file.lastRun?.state === 'completed').length,
      failed,
      events,
      detections: sum((file) => file.published?.counts.detections ?? 0),
      hits: sum((file) => file.published?.counts.hits ?? 0),
      lockErrors: this.#session.lockErrors,
      seconds,
      eventsPerSecond: Math.round(events / Math.max(seconds, 0.001)),
      peakRssMb: this.#peakRssMb(),
    };
    if (this.#json) printJson(summary);
    else {
      print(
        `${summary.files} files: ${summary.completed} completed, ${failed} failed; ${events} events, ` +
          `${summary.detections} detections, ${summary.hits} hits; lock errors ${summary.lockErrors}; ` +
          `${seconds} s, ${summary.eventsPerSecond} events/s, peak ${summary.peakRssMb} MB`,
      );
    }
    return failed > 0 ? 1 : 0;
  }

  #peakRssMb(): number {
    const own = process.resourceUsage().maxRSS / 1_024;
    return Math.round(Math.max(own, this.#session.scheduler.peakRssMb));
  }

  #sayFile(file: EvidenceFile): void {
    const line = fileLine(file);
    if (this.#json) printJson(line);
    else
      print(
        `${line.state.padEnd(10)} ${line.result ?? ''} ${line.events} events, ${line.detections} detections, ${line.hits} hits  ${file.path}${line.error === undefined ? '' : `  (${line.error})`}`,
      );
  }
}

type EvidenceState = NonNullable<EvidenceFile['lastRun']>['state'];
