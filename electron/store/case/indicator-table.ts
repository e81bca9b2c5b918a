/** Indicators in case.db. */
import { type IndicatorId, indicatorId } from '@shared/model/ids';
import type { Indicator, IndicatorDraft } from '@shared/model/indicator';
import type { SqlValue, SqliteWriter, Statement } from '../sqlite';

const COLUMNS = [
  ...['type', 'value', 'mode', 'note', 'active', 'source', 'confidence', 'tlp', 'valid_until'],
  'severity',
];

/** In step with `COLUMNS`. */
const cellsOf = (indicator: IndicatorDraft): SqlValue[] => [
  ...[indicator.type, indicator.value, indicator.mode, indicator.note, indicator.active ? 1 : 0],
  ...[indicator.source, indicator.confidence, indicator.tlp, indicator.validUntil],
  indicator.severity,
];

export class IndicatorTable {
  readonly #writer: SqliteWriter;
  #insert: Statement | null = null;
  #update: Statement | null = null;

  constructor(writer: SqliteWriter) {
    this.#writer = writer;
  }

  /** @throws Error where the case has one of this type, value and mode */
  add(draft: IndicatorDraft): IndicatorId {
    this.#insert ??= this.#writer.prepare(
      `INSERT INTO indicator (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map(() => '?').join(', ')})`,
    );
    return indicatorId(this.#insert.run(...cellsOf(draft)));
  }

  change(indicator: Indicator): void {
    this.#update ??= this.#writer.prepare(
      `UPDATE indicator SET ${COLUMNS.map((column) => `${column} = ?`).join(', ')} WHERE id = ?`,
    );
    this.#update.run(...cellsOf(indicator), indicator.id);
  }

  delete(id: IndicatorId): void {
    this.#writer.prepare('DELETE FROM indicator WHERE id = ?').run(id);
  }
}
