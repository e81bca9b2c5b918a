/**
 * Which values hold certain runs of three characters: FTS5's trigram index over the distinct values of columns. A
 * shard has a row for each value. A pack has a row for sixteen neighbours, and counts its rows from 1: what they have
 * in common is written once, and row numbers near each other take a byte.
 */
import { type ColumnEntry, FIRST_VALUE_CODE, textsOf } from '@shared/model/columns';
import type { SqliteWriter, Statement } from '../sqlite';
import { isUnindexed, withoutNul } from '../outline/value-shape';
import { CODES_PER_COLUMN, SHORTEST_INDEXED } from './shard-schema';

/** Column id → places of values that may hold what was asked for. */
export type IndexedValues = ReadonlyMap<number, readonly number[]>;

export interface ValueIndexWriter {
  /** The values of one column, in the order of their codes. */
  add(column: number, entries: readonly ColumnEntry[]): void;
}

const insertRow = (writer: SqliteWriter): Statement =>
  writer.prepare('INSERT INTO value_index (rowid, text) VALUES (?, ?)');

/** Null where it is not indexed. */
function indexedText(entry: ColumnEntry): string | null {
  const text = withoutNul(typeof entry === 'string' ? entry : textsOf(entry).join('\n'));
  return text.length < SHORTEST_INDEXED || isUnindexed(text) ? null : text;
}

/** Rows are column id * CODES_PER_COLUMN + code. */
export class RowPerValue implements ValueIndexWriter {
  readonly #insert: Statement;

  constructor(writer: SqliteWriter) {
    this.#insert = insertRow(writer);
  }

  add(column: number, entries: readonly ColumnEntry[]): void {
    entries.forEach((entry, at) => {
      const text = indexedText(entry);
      if (text !== null) this.#insert.run(column * CODES_PER_COLUMN + at + FIRST_VALUE_CODE, text);
    });
  }
}

export function valuesOfRows(rows: Iterable<number>): IndexedValues {
  const values = new Map<number, number[]>();
  for (const row of rows) {
    const column = Math.floor(row / CODES_PER_COLUMN);
    const at = (row % CODES_PER_COLUMN) - FIRST_VALUE_CODE;
    const others = values.get(column);
    if (others === undefined) values.set(column, [at]);
    else others.push(at);
  }
  return values;
}

export const VALUES_PER_ROW = 16;

export class RowPerGroup implements ValueIndexWriter {
  readonly #insert: Statement;
  readonly #insertColumn: Statement;
  #rows = 0;

  constructor(writer: SqliteWriter) {
    this.#insert = insertRow(writer);
    this.#insertColumn = writer.prepare('INSERT INTO indexed_column VALUES (?, ?)');
  }

  add(column: number, entries: readonly ColumnEntry[]): void {
    if (entries.length === 0) return;
    this.#insertColumn.run(this.#rows + 1, column);
    for (let at = 0; at < entries.length; at += VALUES_PER_ROW) {
      this.#rows++;
      const texts = entries.slice(at, at + VALUES_PER_ROW).map(indexedText);
      const text = texts.filter((one) => one !== null).join('\n');
      if (text !== '') this.#insert.run(this.#rows, text);
    }
  }
}

/** The columns of a pack by their first row, ascending. */
export interface IndexedColumn {
  readonly firstRow: number;
  readonly column: number;
}

/** Places behind the last value of a column may be among them. */
export function valuesOfGroups(
  rows: Iterable<number>,
  columns: readonly IndexedColumn[],
): IndexedValues {
  const values = new Map<number, number[]>();
  for (const row of rows) {
    const found = columnOf(row, columns);
    if (found === undefined) continue;
    const first = (row - found.firstRow) * VALUES_PER_ROW;
    const places = Array.from({ length: VALUES_PER_ROW }, (_, at) => first + at);
    const others = values.get(found.column);
    if (others === undefined) values.set(found.column, places);
    else others.push(...places);
  }
  return values;
}

/** The last one that does not begin behind the row. */
function columnOf(row: number, columns: readonly IndexedColumn[]): IndexedColumn | undefined {
  let [low, high] = [0, columns.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((columns[middle]?.firstRow ?? 0) <= row) low = middle + 1;
    else high = middle;
  }
  return columns[low - 1];
}
