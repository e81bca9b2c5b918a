/** Indicators in case.db. */
import { type IndicatorId, indicatorId } from '@shared/model/ids';
import type { Indicator } from '@shared/model/indicator';
import type { SqliteWriter } from '../sqlite';

export class IndicatorTable {
  readonly #writer: SqliteWriter;

  constructor(writer: SqliteWriter) {
    this.#writer = writer;
  }

  /** Adds or, with an id, changes an indicator; the same one again changes its note and activity. */
  put(indicator: Omit<Indicator, 'id'> & { readonly id: IndicatorId | null }): IndicatorId {
    const { type, value, mode, note, active } = indicator;
    if (indicator.id !== null) {
      this.#writer
        .prepare(
          'UPDATE indicator SET type = ?, value = ?, mode = ?, note = ?, active = ? WHERE id = ?',
        )
        .run(type, value, mode, note, active ? 1 : 0, indicator.id);
      return indicator.id;
    }
    const row = this.#writer
      .prepare(
        `INSERT INTO indicator (type, value, mode, note, active) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (type, value, mode) DO UPDATE SET active = excluded.active,
           note = CASE excluded.note WHEN '' THEN note ELSE excluded.note END
         RETURNING id`,
      )
      .get(type, value, mode, note, active ? 1 : 0);
    return indicatorId(Number(row?.['id'] ?? 0));
  }

  delete(id: IndicatorId): void {
    this.#writer.prepare('DELETE FROM indicator WHERE id = ?').run(id);
  }
}
