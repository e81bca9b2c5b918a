/** Exports of events: one at a time, in a process of its own, so that nothing else waits for it. */
import fs from 'node:fs';
import path from 'node:path';
import type { ExportOrder } from '@shared/contract/jobs';
import type { ExportEnd } from '@shared/contract/event-views';
import { CaseScopeError, errorText } from '@shared/model/errors';
import type { Exported, JobsClient } from './jobs-client';
import type { Tell } from './case-news';

/** The window is told no more often. */
const TELL_MS = 100;

interface UnderWay {
  readonly stop: AbortController;
  readonly exported: Promise<ExportEnd>;
}

export class EventExport {
  readonly #jobs: JobsClient;
  readonly #tell: Tell;
  #underWay: UnderWay | null = null;

  constructor(jobs: JobsClient, tell: Tell) {
    this.#jobs = jobs;
    this.#tell = tell;
  }

  /** @throws CaseScopeError `wrong-use` while another is under way */
  async run(asked: Omit<ExportOrder, 'building'>): Promise<ExportEnd> {
    if (this.#underWay !== null)
      throw new CaseScopeError(
        'wrong-use',
        'Another export is under way. Wait for it or cancel it.',
      );
    const stop = new AbortController();
    const building = `${asked.path}.${process.pid}.building`;
    const exported = this.#write({ ...asked, building }, stop.signal);
    this.#underWay = { stop, exported };
    return exported;
  }

  async #write(order: ExportOrder, signal: AbortSignal): Promise<ExportEnd> {
    let last: Exported = { done: 0, total: 0, problems: [], isWhole: false };
    let toldMs = 0;
    try {
      const onProgress = (progress: Exported): void => {
        last = progress;
        if (performance.now() - toldMs < TELL_MS) return;
        toldMs = performance.now();
        this.#tell('exporting', { done: progress.done, total: progress.total });
      };
      await this.#jobs.exportEvents(order, onProgress, signal);
      // A cancel may come when all is written.
      if (!last.isWhole) return unwritten(order, 'cancelled', '');
      const fileName = path.basename(order.path);
      return { kind: 'written', fileName, events: last.done, problems: last.problems };
    } catch (error) {
      return unwritten(order, 'failed', reasonOf(error));
    } finally {
      this.#underWay = null;
      // Of a process that was lost, or of a file that could not take its place.
      fs.rmSync(order.building, { force: true });
      this.#tell('exporting', null);
    }
  }

  cancel(): void {
    this.#underWay?.stop.abort();
  }

  /** Breaks off what is under way. @returns settled once nothing of it is left; null where there was none */
  end(): Promise<unknown> | null {
    if (this.#underWay === null) return null;
    this.#jobs.endNow();
    return this.#underWay.exported;
  }
}

const unwritten = (
  order: ExportOrder,
  kind: 'cancelled' | 'failed',
  reason: string,
): ExportEnd => ({
  ...{ kind, reason, fileName: path.basename(order.path) },
  isKept: fs.existsSync(order.path),
});

/** Of what the system refuses, `ENOSPC: no space left on device, write`, the words. */
const reasonOf = (error: unknown): string =>
  errorText(error).replace(/^E[A-Z\d]+: ([^,]+), .*$/s, '$1');
