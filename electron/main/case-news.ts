/** What the window is told of the open case without asking: files that changed, progress and the queue. */
import type { EvidenceRow, QueueView, WorkerView } from '@shared/contract/evidence-views';
import type { FeedName, Feeds } from '@shared/contract/feeds';
import { errorText } from '@shared/model/errors';
import { fileId } from '@shared/model/ids';
import type { CaseSession } from '@electron/scheduler/case-session';
import { QueueMeter } from '@electron/scheduler/progress-meter';

export type Tell = <Name extends FeedName>(feed: Name, item: Feeds[Name]) => void;

/** Bulk changes reach the window at most ten times a second. */
const TELL_MS = 100;

/** What the session itself does not know. */
type Beside = Pick<QueueView, 'examined' | 'lockErrors'>;

export class CaseNews {
  readonly #tell: Tell;
  readonly #beside: () => Beside;
  #session: CaseSession | null = null;
  #changed = new Set<number>();
  #removed = new Set<number>();
  /** Something is waiting to be told. */
  #isDue = false;
  #queueMeter = new QueueMeter();
  #seenEnded = new Set<number>();

  /** @param beside lock errors of other processes, and what the intake is at */
  constructor(tell: Tell, beside: () => Beside) {
    this.#tell = tell;
    this.#beside = beside;
  }

  follow(session: CaseSession): void {
    this.#session = session;
    this.soon();
  }

  forget(): void {
    this.#session = null;
    this.#changed.clear();
    this.#removed.clear();
    this.#seenEnded.clear();
    this.#queueMeter = new QueueMeter();
  }

  changed(id: number): void {
    this.#changed.add(id);
    this.soon();
  }

  removed(id: number): void {
    this.#removed.add(id);
    this.soon();
  }

  soon(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    setTimeout(() => {
      this.#isDue = false;
      this.now();
    }, TELL_MS);
  }

  /** Before the answer to what changed it: a list of the window is never newer than what is stale by it. */
  now(): void {
    try {
      if (this.#session !== null) this.#tellAll(this.#session);
    } catch (error) {
      process.stderr.write(`${errorText(error)}\n`);
    }
  }

  #tellAll(session: CaseSession): void {
    const removed = [...this.#removed];
    const ids = [...this.#changed].filter((id) => !this.#removed.has(id));
    this.#changed.clear();
    this.#removed.clear();
    const changed = ids.map((id) => session.database.evidenceTable.file(fileId(id)));
    for (const file of changed) this.#measure(file);
    if (changed.length > 0 || removed.length > 0) this.#tell('evidence', { changed, removed });
    const workers = workersOf(session);
    const progress = workers.flatMap((worker) => worker.progress ?? []);
    this.#tell('progress', progress);
    this.#tell('queue', this.#queueView(session, workers));
  }

  #measure(file: EvidenceRow): void {
    const ended = file.lastRun?.state === 'completed' || file.lastRun?.state === 'failed';
    if (ended && !this.#seenEnded.has(file.id)) this.#queueMeter.finished(file.sizeBytes);
    if (ended) this.#seenEnded.add(file.id);
    else this.#seenEnded.delete(file.id);
  }

  #queueView(session: CaseSession, workers: readonly WorkerView[]): QueueView {
    const { database, scheduler, packs, indicatorPacks, correlations } = session;
    const now = performance.now();
    const load = database.queueTable.load();
    this.#queueMeter.busy(load.active > 0, now);
    // With nothing waiting, the active files themselves tell best.
    const etas = workers.flatMap(({ progress }) => progress?.etaSeconds ?? []);
    const longest = etas.length === 0 ? null : Math.max(...etas);
    return {
      workers,
      queued: load.queued,
      active: load.active,
      failed: load.failed,
      // A case that is moved rests by itself.
      paused: scheduler.paused && !session.isResting,
      etaSeconds: load.queued > 0 ? this.#queueMeter.etaSeconds(load.leftBytes, now) : longest,
      ...this.#beside(),
      packs: {
        rules: packs.rules.hash,
        indicators: indicatorPacks.isOfNow ? packs.indicators.hash : null,
      },
      correlations: correlations.found,
      correlating: correlations.state,
    };
  }
}

function workersOf({ database, scheduler }: CaseSession): WorkerView[] {
  return scheduler.slots.map(({ number, order }) => ({
    number,
    fileName: order && database.evidenceTable.file(fileId(order.fileId)).name,
    progress: order && (scheduler.meterOf(order.fileId)?.progress ?? null),
  }));
}
