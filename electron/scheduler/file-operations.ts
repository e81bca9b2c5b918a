/** Operations over files of a case, one or many, as the window and the command line ask for them. */
import type { QueueAnswer } from '@shared/contract/evidence-views';
import { type EvidenceFile, isBeingWorkedOn } from '@shared/model/evidence-file';
import type { Operation } from '@shared/model/file-states';
import { fileId } from '@shared/model/ids';
import type { SourceChoice } from '@shared/model/source-choice';
import type { CaseDatabase } from '@electron/store/case/case-database';
import type { Scheduler } from './scheduler';
import type { SessionOptions } from './session-options';

type Listener = Pick<SessionOptions['listener'], 'onFile' | 'onQueue'>;

export class FileOperations {
  readonly #database: CaseDatabase;
  readonly #scheduler: Scheduler;
  readonly #listener: Listener;

  constructor(database: CaseDatabase, scheduler: Scheduler, listener: Listener) {
    this.#database = database;
    this.#scheduler = scheduler;
    this.#listener = listener;
  }

  /** sigma_only and ioc_only over a file with nothing published become full, and are counted as such. */
  run(ids: readonly number[], operation: Operation): QueueAnswer {
    const counts = { done: 0, refused: 0, becameFull: 0 };
    const accepted = this.of(ids).filter((file) => file.intake.type === 'accepted');
    for (const file of accepted) {
      const hunts = operation === 'sigma_only' || operation === 'ioc_only';
      const becomesFull = hunts && file.published === null;
      if (!this.#scheduler.enqueue(file, becomesFull ? 'full' : operation)) counts.refused++;
      else {
        counts.done++;
        if (becomesFull) counts.becameFull++;
      }
    }
    this.#scheduler.pump();
    this.#listener.onQueue();
    return counts;
  }

  /** Reads NDJSON files again as the examiner chose; active ones keep what they have. */
  chooseSource(ids: readonly number[], choice: SourceChoice): QueueAnswer {
    const json = this.of(ids).filter(({ kind }) => kind === 'ndjson' || kind === 'json-array');
    const free = json.filter((file) => !isBeingWorkedOn(file));
    this.#database.together(() => {
      for (const { id } of free) this.#database.evidenceTable.setSourceChoice(id, choice);
    });
    const answer = this.run(
      free.map(({ id }) => id),
      'reindex',
    );
    return { ...answer, refused: answer.refused + json.length - free.length };
  }

  /** Those that are still in the case. */
  of(ids: readonly number[]): EvidenceFile[] {
    const wanted = new Set(ids);
    if (wanted.size < 50) return [...wanted].flatMap((id) => this.#fileOrNone(id));
    return this.#database.files().filter((file) => wanted.has(file.id));
  }

  /** An id the window held on to may be gone by now. */
  #fileOrNone(id: number): EvidenceFile[] {
    try {
      return [this.#database.evidenceTable.file(fileId(id))];
    } catch (error) {
      if (error instanceof RangeError) return [];
      throw error;
    }
  }

  cancel(ids: readonly number[] | 'all'): QueueAnswer {
    const files = ids === 'all' ? this.#database.files() : this.of(ids);
    const cancelled = files.filter((file) => this.#scheduler.cancel(file));
    this.#listener.onQueue();
    return {
      done: cancelled.length,
      refused: ids === 'all' ? 0 : files.length - cancelled.length,
      becameFull: 0,
    };
  }

  /** Runs failed and cancelled files again with the operation they had. */
  retry(ids: readonly number[] | 'failed'): QueueAnswer {
    const wanted = ids === 'failed' ? this.#database.files() : this.of(ids);
    const ended = wanted.filter(({ lastRun }) =>
      ids === 'failed'
        ? lastRun?.state === 'failed'
        : lastRun?.state === 'failed' || lastRun?.state === 'cancelled',
    );
    const done = ended.filter(
      (file) => file.lastRun !== null && this.#scheduler.enqueue(file, file.lastRun.operation),
    );
    this.#scheduler.pump();
    this.#listener.onQueue();
    return {
      done: done.length,
      refused: ids === 'failed' ? 0 : wanted.length - done.length,
      becameFull: 0,
    };
  }

  setPriority(ids: readonly number[], priority: number): void {
    for (const file of this.of(ids)) {
      this.#database.queueTable.setPriority(file.id, priority);
      this.#listener.onFile(file.id);
    }
  }
}
