/** One `process` command over an open case: takes evidence in, runs the queue to its end, sums up. */
import type { StorePlace } from '@shared/contract/cluster';
import type { EvidenceFile } from '@shared/model/evidence-file';
import { IS_HEADING } from '@shared/ioc/reading/list-headings';
import type { IndicatorFormat, IndicatorReading } from '@shared/model/indicator-reading';
import type { Placeholders } from '@shared/model/placeholders';
import type { Operation } from '@shared/model/file-states';
import { staleOf } from '@shared/model/stale';
import { type FileId, fileId } from '@shared/model/ids';
import type { CorrelatingState } from '@shared/contract/correlations';
import { correlate } from '@electron/pipeline/correlate';
import { gatherInSteps } from '@electron/pipeline/gather-templates';
import { outlineShard } from '@electron/pipeline/outline-shard';
import { recount } from '@electron/pipeline/recount';
import { untouchedHere } from '@electron/pipeline/untouched-here';
import { examine } from '@electron/pipeline/intake/examine';
import type { GivenRules } from '@electron/scheduler/case-rules';
import { CaseSession, SLOT_TIMES } from '@electron/scheduler/case-session';
import type { CaseDatabase } from '@electron/store/case/case-database';
import { childLauncher } from './child-launcher';
import { note } from './output';
import { borrowedTemplatesText, ownTemplatesText } from './templates-text';
import { packingHere } from './packing-here';
import { programs } from './places';
import { RunSpeech } from './run-speech';
import { sayRunSummary } from './run-summary';

interface RunOptions {
  readonly caseDir: string;
  /** Where the events of the case are. */
  readonly store: StorePlace;
  readonly workers: number;
  /** Longest record of NDJSON. */
  readonly lineLimitBytes: number;
  readonly rules: GivenRules;
  /** Lists the case has from now on; null leaves those it has. */
  readonly placeholders: Placeholders | null;
  readonly json: boolean;
}

/** What is done besides taking evidence in. */
interface RunWishes {
  /** For what the case already holds. */
  readonly operation: Operation | null;
  /** What was made of the list of indicators that was given. */
  readonly listed: IndicatorReading | null;
  /** Event logs are read with templates of the case too, or again with their own only; null leaves it as it is. */
  readonly templates: 'case' | 'own' | null;
}

export class ProcessRun {
  readonly #database: CaseDatabase;
  readonly #json: boolean;
  readonly #speech: RunSpeech;
  readonly #session: CaseSession;
  readonly #startedAtMs = performance.now();
  /** Files this command ran or tried to add. */
  readonly #touched = new Set<FileId>();
  /** Evidence that could not be read when it was to be added. */
  #faults = 0;
  #changed: () => void = () => undefined;
  /** The session speaks while it is being made and closed, too. */
  #stands = false;

  constructor(database: CaseDatabase, options: RunOptions) {
    const { caseDir, store, workers, lineLimitBytes, rules, placeholders, json } = options;
    this.#database = database;
    this.#json = json;
    this.#speech = new RunSpeech(json);
    this.#session = new CaseSession(database, {
      ...{ caseDir, store, workers, lineLimitBytes, rules },
      ...{ launcher: childLauncher(programs()), times: SLOT_TIMES },
      correlate: (order) => Promise.resolve(correlate(order)),
      recount: (order) => Promise.resolve(recount(order)),
      gatherTemplates: (order, signal) => gatherInSteps(order, () => !signal.aborted),
      makeOutline: (order) => Promise.resolve(outlineShard(order)),
      tellUntouched: (order) => Promise.resolve(untouchedHere(caseDir, order)),
      packing: packingHere,
      paused: true,
      listener: {
        onFile: (id) => this.#onFile(id),
        onQueue: () => this.#onQueue(),
        onPacks: () => undefined,
        onPublished: () => undefined,
        onRemoved: () => undefined,
        onCorrelated: () => undefined,
        onTrouble: note,
      },
    });
    if (placeholders !== null) this.#session.setPlaceholders(placeholders);
    this.#stands = true;
  }

  /** @returns the exit code */
  async complete(
    paths: readonly string[],
    { operation, listed, templates }: RunWishes,
  ): Promise<number> {
    const stop = (): void => this.#interrupt();
    process.once('SIGINT', stop).once('SIGTERM', stop);
    try {
      // What other laptops have read is not read again.
      await this.#session.cluster?.look();
      if (listed !== null) await this.#addIndicators(listed);
      await this.#takeIn(paths, operation);
      await this.#untilIdle();
      if (templates !== null) await this.#withTemplates(templates, paths.length > 0);
      await this.#session.cluster?.settled();
      await this.#session.cluster?.look();
      await this.#session.tunings.settled();
      await this.#session.correlations.settled();
      await this.#session.packing.settled();
      await this.#session.untouched.settled();
      return this.#conclude();
    } finally {
      process.off('SIGINT', stop).off('SIGTERM', stop);
      this.#stands = false;
      this.#session.close();
      await this.#session.cluster?.settled();
    }
  }

  /** Ctrl+C: what was in work goes back to the queue, and the case is left whole. */
  #interrupt(): void {
    note('Interrupted: files in work go back to the queue. Run the command again to go on.');
    this.#stands = false;
    this.#session.close();
    process.exit(130);
  }

  async #addIndicators({ understood, refused, format }: IndicatorReading): Promise<void> {
    const meant = understood.filter(({ isMeant }) => isMeant);
    const mistakes = refused.filter(({ reason }) => reason !== IS_HEADING);
    const { added, merged, off } = this.#session.indicators.add(meant.map(({ draft }) => draft));
    await this.#session.indicatorPacks.settled();
    // Bundles and reports hold much that is no indicator; a line of a list that is none is a mistake.
    if (format === 'list' || format === 'csv' || understood.length === 0)
      this.#faults += mistakes.length;
    note(`${added + merged} indicators${format === 'report' ? ', read as a report' : ''}`);
    if (off > 0)
      note(`${off} of them ${off === 1 ? 'is' : 'are'} switched off in the case, and so left`);
    for (const { place, text: value, reason } of mistakes)
      note(`indicator ${place}: ${value}: ${reason}`);
    this.#sayLeftOut(understood, format);
  }

  /** What is understood and not chosen: of an event of MISP that may be most of it. */
  #sayLeftOut(understood: IndicatorReading['understood'], format: IndicatorFormat): void {
    const left = understood.filter(({ isMeant }) => !isMeant);
    if (format === 'misp' && left.length > 0)
      return note(`${left.length} more are not meant for detection, and not added`);
    for (const { place, draft, remarks } of left)
      note(`indicator ${place}: ${draft.value}: not added: ${remarks.join('; ')}`);
  }

  /**
   * New evidence runs full; the operation is for what the case already holds. With neither paths nor an
   * operation the command goes on with the queue as it was left.
   */
  async #takeIn(paths: readonly string[], operation: Operation | null): Promise<void> {
    if (paths.length === 0) return this.#goOn(operation);
    const known = new Map(this.#database.files().map((file) => [file.id, file]));
    this.#session.scheduler.resume();
    if (operation === 'sigma_only' || operation === 'ioc_only')
      note('new files have nothing published yet and run in full');
    for await (const examined of examine(paths, this.#session.caseDir)) {
      const { finding } = examined;
      if (finding.type === 'skipped' && finding.isFault) {
        note(`${examined.path}: ${finding.reason}`);
        this.#faults++;
      }
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
    const { becameFull } = this.#session.files.run(
      accepted.map((file) => file.id),
      operation,
    );
    if (becameFull > 0) note(`${becameFull} files had nothing published yet and run in full`);
    this.#session.scheduler.resume();
  }

  /** For the files of this command, or of the whole case where none was named. */
  async #withTemplates(of: 'case' | 'own', isNamed: boolean): Promise<void> {
    const ids = isNamed ? [...this.#touched] : this.#database.files().map(({ id }) => id);
    const { templates } = this.#session;
    if (of === 'own') note(ownTemplatesText(templates.giveBack(ids)));
    else {
      const answer = await templates.borrow(ids);
      note(borrowedTemplatesText(answer));
      for (const reason of answer.unread) note(`no templates looked for in ${reason}`);
    }
    await this.#untilIdle();
  }

  #untilIdle(): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (this.#stands && this.#session.scheduler.isIdle) resolve();
      };
      this.#changed = look;
      look();
    });
  }

  #onFile(id: FileId): void {
    const file = this.#database.evidenceTable.file(id);
    if (file.lastRun !== null) this.#touched.add(id);
    this.#speech.state(file);
    this.#onQueue();
  }

  /** Every snapshot is looked at as it comes: the first of a phase carries what the phase's line says. */
  #onQueue(): void {
    if (!this.#stands) return;
    const { scheduler } = this.#session;
    for (const { status, order } of scheduler.slots) {
      if (status === null || order === null) continue;
      this.#speech.progress(
        this.#database.evidenceTable.file(fileId(order.fileId)),
        status,
        scheduler.meterOf(status.fileId),
      );
    }
    setImmediate(() => this.#changed());
  }

  #conclude(): number {
    const correlationsProblem = problemOf(this.#session.correlations.state);
    if (correlationsProblem !== null) {
      note(`correlations: ${correlationsProblem}`);
      this.#faults++;
    }
    const { state, found } = this.#session.correlations;
    const told = state.type === 'rests' ? [state.timeless, state.otherRules] : [];
    for (const text of told) if (text !== null) note(`correlations: ${text}`);
    const files = this.#database.files();
    const touched = files.filter((file) => this.#touched.has(file.id));
    const trouble = sayRunSummary(touched, {
      json: this.#json,
      ran: this.#speech.states,
      lockErrors: this.#session.lockErrors,
      correlations: found.detections,
      correlationsTimeless: found.timeless,
      correlationsProblem,
      unhunted: files.filter((file) => this.#isUnhunted(file)).length,
      seconds: Math.round(performance.now() - this.#startedAtMs) / 1_000,
      peakRssMb: this.#peakRssMb(),
    });
    return trouble > 0 || this.#faults > 0 ? 1 : 0;
  }

  /** Its hits are of other indicators than the case has now. */
  #isUnhunted(file: EvidenceFile): boolean {
    const { rules, indicators } = this.#session.packs;
    const stale = staleOf(file, { rules: rules.hash, indicators: indicators.hash });
    return stale.indicators || stale.hitsTakenBack;
  }

  #peakRssMb(): number {
    const own = process.resourceUsage().maxRSS / 1_024;
    return Math.round(Math.max(own, this.#session.scheduler.peakRssMb));
  }
}

/** Why the case's correlations are not of all its detections; null where they are. */
function problemOf(state: CorrelatingState): string | null {
  switch (state.type) {
    case 'rests':
      return state.leftOut;
    case 'running':
      return null;
    case 'failed':
      return `they could not be run: ${state.reason}; those of the case are of earlier detections`;
  }
}
