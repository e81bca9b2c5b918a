/** Every change of a file's state in case.db: by the file state table, and told to whoever listens. */
import type { LastRun } from '@shared/model/evidence-file';
import { type FileTransition, nextState } from '@shared/model/file-states';
import type { FileId } from '@shared/model/ids';
import type { QueueTable } from '@electron/store/case/queue-table';

export class FileMoves {
  readonly #queue: QueueTable;
  readonly #onFile: (id: FileId) => void;

  constructor(queue: QueueTable, onFile: (id: FileId) => void) {
    this.#queue = queue;
    this.#onFile = onFile;
  }

  /** @throws RangeError where the table has no such move: a mistake of the program */
  move(id: FileId, run: LastRun, transition: FileTransition, error: string | null = null): void {
    this.book(id, { ...run, state: nextState(run.state, transition, run), error });
  }

  book(id: FileId, run: LastRun): void {
    this.#queue.setRun(id, run);
    this.#onFile(id);
  }
}
