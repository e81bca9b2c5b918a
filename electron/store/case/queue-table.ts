/** The runs of evidence files in case.db: which wait, which is at what, and the numbers they write under. */
import type { LastRun } from '@shared/model/evidence-file';
import { FILE_STATES } from '@shared/model/file-states';
import {
  type FileId,
  fileId,
  type Generation,
  generation,
  type RunId,
  runId,
} from '@shared/model/ids';
import type { SqliteWriter } from '../sqlite';

/** Active states as a list in SQL; they are our own words. */
const ACTIVE = Object.entries(FILE_STATES)
  .filter(([, { active }]) => active)
  .map(([state]) => `'${state}'`)
  .join(', ');

export class QueueTable {
  readonly #writer: SqliteWriter;

  constructor(writer: SqliteWriter) {
    this.#writer = writer;
  }

  setRun(id: FileId, run: LastRun): void {
    this.#writer
      .prepare(
        'UPDATE evidence_file SET operation = ?, state = ?, error = ?, attempts = ?, seconds = ? WHERE id = ?',
      )
      .run(run.operation, run.state, run.error, run.attempts, run.seconds, id);
  }

  /** Puts a file behind everything queued so far. */
  setQueued(id: FileId): void {
    this.#writer
      .prepare(
        `UPDATE evidence_file SET queued_order =
           (SELECT coalesce(max(queued_order), 0) + 1 FROM evidence_file) WHERE id = ?`,
      )
      .run(id);
  }

  /** Ids of queued files in the order they run. */
  waiting(): FileId[] {
    return this.#writer
      .prepare(
        `SELECT id FROM evidence_file WHERE state = 'queued' ORDER BY priority DESC, queued_order, id`,
      )
      .all()
      .map((row) => fileId(Number(row['id'])));
  }

  /** Counts for the status bar, without reading every row. */
  load(): { queued: number; active: number; failed: number; leftBytes: number } {
    const row = this.#writer
      .prepare(
        `SELECT sum(state = 'queued') AS queued, sum(state = 'failed') AS failed,
           sum(state IN (${ACTIVE})) AS active,
           sum(CASE WHEN state = 'queued' OR state IN (${ACTIVE}) THEN size_bytes ELSE 0 END) AS left_bytes
         FROM evidence_file`,
      )
      .get();
    const number = (name: string): number => Number(row?.[name] ?? 0);
    return {
      queued: number('queued'),
      active: number('active'),
      failed: number('failed'),
      leftBytes: number('left_bytes'),
    };
  }

  setPriority(id: FileId, priority: number): void {
    this.#writer.prepare('UPDATE evidence_file SET priority = ? WHERE id = ?').run(priority, id);
  }

  /** A number no shard or sidecar of the case's file had before; used as generation and as run id. */
  takeNumber(id: FileId): { generation: Generation; run: RunId } {
    const row = this.#writer
      .prepare(
        'UPDATE evidence_file SET next_generation = next_generation + 1 WHERE id = ? RETURNING next_generation - 1 AS n',
      )
      .get(id);
    const number = Number(row?.['n'] ?? 0);
    return { generation: generation(number), run: runId(number) };
  }
}
