/** Paths given to a case and not examined yet. They stay booked until their intake has ended. */
import type { SqliteWriter } from '../sqlite';

export interface PendingPath {
  readonly id: number;
  /** Absolute; a file or a folder. */
  readonly path: string;
}

export class PendingIntake {
  readonly #writer: SqliteWriter;

  constructor(writer: SqliteWriter) {
    this.#writer = writer;
  }

  book(paths: readonly string[]): PendingPath[] {
    const insert = this.#writer.prepare('INSERT INTO pending_intake (path) VALUES (?)');
    return this.#writer.transaction(() => paths.map((path) => ({ id: insert.run(path), path })));
  }

  /** In the order they came. */
  all(): PendingPath[] {
    return this.#writer
      .prepare('SELECT id, path FROM pending_intake ORDER BY id')
      .all()
      .map((row) => ({ id: Number(row['id']), path: String(row['path']) }));
  }

  ended(paths: readonly PendingPath[]): void {
    const remove = this.#writer.prepare('DELETE FROM pending_intake WHERE id = ?');
    this.#writer.transaction(() => {
      for (const { id } of paths) remove.run(id);
    });
  }
}
