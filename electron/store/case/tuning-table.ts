/** Tunings of rules in case.db. */
import type { TuningDraft } from '@shared/model/rule-tuning';
import { fileTimeNow, formatFileTime } from '@shared/model/time-text';
import type { SqliteWriter } from '../sqlite';

export class TuningTable {
  readonly #writer: SqliteWriter;

  constructor(writer: SqliteWriter) {
    this.#writer = writer;
  }

  add(draft: TuningDraft): void {
    this.#writer
      .prepare('INSERT INTO rule_tuning (rule_id, tuning, made_at) VALUES (?, ?, ?)')
      .run(draft.ruleId, JSON.stringify(draft), formatFileTime(fileTimeNow()));
  }

  remove(id: number): void {
    this.#writer.prepare('DELETE FROM rule_tuning WHERE id = ?').run(id);
  }
}
