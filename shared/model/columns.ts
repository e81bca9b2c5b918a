/**
 * Events side by side: for each field the distinct values once and a code per event. What the store keeps
 * and the engines hunt on, because a value that occurs ten thousand times is looked at once.
 *
 * Codes: 0 is absent, 1 is null, the entry at position n has code n + 2. At most 65,534 events, so a code
 * fits 16 bits.
 */
import type { FieldValue } from './event';

export const CODE_ABSENT = 0;
export const CODE_NULL = 1;
export const FIRST_VALUE_CODE = 2;

/** A text, or the elements of a tuple. */
export type ColumnEntry = string | readonly (string | null)[];

/** The values of one field: each distinct one once, and a code per event. */
export interface Column {
  readonly entries: readonly ColumnEntry[];
  readonly codes: Uint8Array | Uint16Array;
}

/** Where in a text the next of what is sought begins, at a position or behind it; -1 where nowhere. */
export type TextSearch = (text: string, from: number) => number;

/** A column that is searched before its values are unpacked. */
export interface SearchableColumn extends Column {
  /** One of the values; the others stay as they are. */
  entry(at: number): ColumnEntry | undefined;
  /**
   * Places of the values whose bytes may hold what is sought; null where they cannot tell.
   * @param search for any of some `searchableRun`s
   */
  holding(search: TextSearch): readonly number[] | null;
}

/** A stretch of events by field. */
export interface EventColumns {
  readonly events: number;
  /** Names of the fields that any of the events has. */
  readonly names: readonly string[];
  /** Null where none of the events has the field. */
  column(name: string): Column | SearchableColumn | null;
}

/** The texts of an entry, tuples element by element. */
export function textsOf(entry: ColumnEntry): readonly string[] {
  return typeof entry === 'string' ? [entry] : entry.filter((element) => element !== null);
}

/** The value an event has in a column; undefined where it lacks the field. */
export function valueAt(column: Column, event: number): FieldValue | undefined {
  const code = column.codes[event] ?? CODE_ABSENT;
  if (code === CODE_ABSENT) return undefined;
  if (code === CODE_NULL) return null;
  return column.entries[code - FIRST_VALUE_CODE] ?? null;
}
