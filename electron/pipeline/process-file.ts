/**
 * The master task (product.md): one file through every phase of its operation, in one worker that does
 * not let go. It writes only files of its own; the main process publishes what they hold.
 *
 * Phases that read the evidence (estimating, indexing) first check that it is there and unchanged. Hunts
 * read the published shard and nothing else, so sigma_only and ioc_only run without the evidence: its disk
 * may be back in the safe.
 */
import type { RunEnding, RunOrder } from '@shared/contract/order';
import { LentTemplates } from '@shared/evtx/lent-templates';
import { CaseScopeError, errorText } from '@shared/model/errors';
import type { EvidenceReader } from '@shared/model/evidence-reader';
import { type Phase, phasesOf } from '@shared/model/file-states';
import type { EventStore, StoredGeneration } from '@electron/store/event-store';
import { eventStoreOf } from '@electron/store/event-store-of';
import { estimateEvents, eventsAbout } from './estimate-phase';
import { openReaderFor, sniff } from './evidence-kind';
import { type OpenFile, openFile } from './file-source';
import { hunt } from './hunt-phase';
import { foundPlace, type Hunter } from './hunter';
import { indexEvents } from './index-phase';
import { IndicatorHunter } from './indicator-hunter';
import { RunCancelled, type RunEnvironment } from './run-environment';
import { SigmaHunter } from './sigma-hunter';
import { readTemplatePack } from './template-pack';

/** Never throws: whatever happens to the file is its ending. */
export function processFileComplete(order: RunOrder, environment: RunEnvironment): RunEnding {
  const run = new FileRun(order, environment);
  try {
    run.complete();
    return { type: 'completed' };
  } catch (error) {
    if (error instanceof RunCancelled) return { type: 'cancelled' };
    return { type: 'failed', phase: run.phase, reason: reasonOf(error) };
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof CaseScopeError) return error.message;
  return `An error of the program: ${errorText(error)}`;
}

class FileRun {
  phase: Phase;
  readonly #order: RunOrder;
  readonly #environment: RunEnvironment;
  readonly #store: EventStore;

  constructor(order: RunOrder, environment: RunEnvironment) {
    this.#order = order;
    this.#environment = environment;
    this.#store = eventStoreOf(order.caseDir, order.store, (trouble) => this.#waits(trouble));
    this.phase = phasesOf(order.operation)[0] ?? 'estimating';
  }

  complete(): void {
    const phases = phasesOf(this.#order.operation);
    if (phases.includes('indexing')) this.#index();
    const stored = this.#store.read(foundPlace(this.#order));
    try {
      if (phases.includes('sigmaHunting')) this.#huntSigma(stored);
      this.#huntIndicators(stored);
    } finally {
      stored.close();
    }
  }

  /** @param trouble why a cluster does not answer @throws RunCancelled */
  #waits(trouble: string | null): void {
    if (this.#environment.isCancelled()) throw new RunCancelled();
    this.#environment.waits(trouble);
  }

  /** The phases that need the evidence itself. */
  #index(): void {
    const source = openFile(this.#order.path);
    try {
      this.#checkUnchanged(source);
      const { kind, source: choice, lineLimitBytes: limitBytes } = this.#order;
      const wishes = { whole: true, choice, limitBytes, lent: this.#lent() };
      const reader = openReaderFor(kind, source, wishes);
      this.#readAll(reader);
    } finally {
      source.close();
    }
  }

  /** @throws CaseScopeError `templates-unreadable`: a file that is lent some is never read without in silence */
  #lent(): LentTemplates | null {
    const { lent } = this.#order;
    return lent === null ? null : new LentTemplates(readTemplatePack(lent));
  }

  #readAll(reader: EvidenceReader): void {
    this.phase = 'estimating';
    const estimate = estimateEvents(reader, this.#order, this.#environment);
    this.#environment.phaseDone({ phase: 'estimating' });
    this.phase = 'indexing';
    const events = eventsAbout(estimate);
    const writer = this.#store.write(foundPlace(this.#order), reader.documentKind, events);
    const indexed = indexEvents(reader, estimate, writer, this.#order, this.#environment);
    this.#environment.phaseDone({ phase: 'indexing', indexed });
  }

  /** Size, modification time and content type; the full hash is checked by `verify`, not on every run. */
  #checkUnchanged(source: OpenFile): void {
    const { sizeBytes, modifiedMs, kind } = this.#order;
    const same = source.sizeBytes === sizeBytes && source.modifiedMs === modifiedMs;
    if (same && sniff(source).kind === kind) return;
    throw new CaseScopeError(
      'evidence-changed',
      'The file was changed since it was added. Remove it from the case and add it again.',
    );
  }

  #huntSigma(stored: StoredGeneration): void {
    this.phase = 'sigmaHunting';
    const rules = this.#environment.rules(this.#order.rules);
    this.#hunt(new SigmaHunter(rules, this.#order), stored);
  }

  #huntIndicators(stored: StoredGeneration): void {
    this.phase = 'iocHunting';
    const indicators = this.#environment.indicators(this.#order.indicators);
    this.#hunt(new IndicatorHunter(indicators, this.#order), stored);
  }

  #hunt<Match, Counts>(hunter: Hunter<Match, Counts>, stored: StoredGeneration): void {
    this.#environment.phaseDone(hunt(hunter, this.#store, stored, this.#order, this.#environment));
  }
}
