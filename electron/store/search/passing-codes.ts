/** Which codes of a column have texts that pass: a value is looked at once, however many events have it. */
import { CODE_ABSENT, type ColumnEntry, FIRST_VALUE_CODE, textsOf } from '@shared/model/columns';
import type { LazyColumn } from '../shard/stored-column';
import type { TextTest } from './field-test';

/** A flag per code. */
export type Codes = Uint8Array;

/**
 * Null where none passes.
 * @param candidates places of the values that may pass; null for all of them
 */
export function passingCodes(
  column: LazyColumn,
  test: TextTest,
  candidates: Iterable<number> | null,
): Codes | null {
  const codes = new Uint8Array(column.values + FIRST_VALUE_CODE);
  let any = false;
  const look = (entry: ColumnEntry | undefined, at: number): void => {
    if (entry === undefined || !textsOf(entry).some(test)) return;
    codes[at + FIRST_VALUE_CODE] = 1;
    any = true;
  };
  if (candidates !== null) for (const at of candidates) look(column.entry(at), at);
  else {
    let at = 0;
    for (const entry of column.glanced()) look(entry, at++);
  }
  return any ? codes : null;
}

/** A field is there with any value, null and empty ones too. */
export function presentCodes(column: LazyColumn): Codes {
  const codes = new Uint8Array(column.values + FIRST_VALUE_CODE).fill(1);
  codes[CODE_ABSENT] = 0;
  return codes;
}
