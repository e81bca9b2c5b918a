/** Exports of events: one at a time, in a process of its own, so that nothing else waits for it. */
import fs from 'node:fs';
import path from 'node:path';
import type { ExportOrder } from '@shared/contract/jobs';
import type { ExportedEvents } from '@shared/contract/event-views';
import { CaseScopeError } from '@shared/model/errors';
import type { Exported, JobsClient } from './jobs-client';
import type { Tell } from './case-news';

/** The window is told no more often. */
const TELL_MS = 100;

interface UnderWay {
  readonly stop: AbortController;
  readonly exported: Promise<ExportedEvents | null>;
}

export class EventExport {
  readonly #jobs: JobsClient;
  readonly #tell: Tell;
  #underWay: UnderWay | null = null;

  constructor(jobs: JobsClient, tell: Tell) {
    this.#jobs = jobs;
    this.#tell = tell;
  }

  /** Null where it was cancelled. @throws CaseScopeError `wrong-use` while another is under way */
  async run(asked: Omit<ExportOrder, 'building'>): Promise<ExportedEvents | null> {
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

  async #write(order: ExportOrder, signal: AbortSignal): Promise<ExportedEvents | null> {
    let last: Exported = { done: 0, total: 0, problems: [] };
    let toldMs = 0;
    try {
      const onProgress = (progress: Exported): void => {
        last = progress;
        if (performance.now() - toldMs < TELL_MS) return;
        toldMs = performance.now();
        this.#tell('exporting', { done: progress.done, total: progress.total });
      };
      await this.#jobs.exportEvents(order, onProgress, signal);
      if (signal.aborted) return null;
      return { fileName: path.basename(order.path), events: last.done, problems: last.problems };
    } finally {
      this.#underWay = null;
      // Of a process that was lost.
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
