/**
 * One record of evidence as every engine sees it: names and values side by side, no object per field.
 *
 * - `FieldValue`: text as the log shows it, null for a field present without a value, or a tuple where the
 *   record repeats the name (several unnamed Data, two LogonGuid, a JSON array). Numbers and booleans are
 *   their text (`4688`, `true`). An absent field simply is not among the names.
 * - `EventFields`: what matchers read. `EventRecord`: what a parser yields and the store writes.
 *
 * Field names of an EVTX record: System parts joined with `_` (`Provider_Name`, `EventID`,
 * `EventID_Qualifiers`, `TimeCreated_SystemTime`, `Execution_ProcessID`, `Security_UserID`, `Channel`,
 * `Computer`…), then the container's own names (`CommandLine`). A container field named like a System
 * field stands as `EventData.Channel` (house.md, Rulings).
 */
import type { FileTime } from './file-time';

export type FieldValue = string | null | readonly (string | null)[];

export interface EventFields {
  /** Distinct names in the order of their first appearance; shared between records of one template. */
  readonly names: readonly string[];
  /** Values in step with `names`. */
  readonly values: readonly FieldValue[];
}

export interface EventRecord extends EventFields {
  /** EVTX: of the record in the file. NDJSON: of the first byte of the line or array element. */
  readonly offsetBytes: number;
  /** The id in the EVTX record header (decimal); null for NDJSON. */
  readonly recordId: string | null;
  /** When the event happened; null where the record carries no usable time. */
  readonly time: FileTime | null;
  readonly recovery: Recovery;
  /**
   * The whole original record in UTF-8, for views and exports; made on demand. See `DocumentKind`. Good
   * until the next one is asked for.
   */
  document(): Uint8Array;
  /**
   * Names and values of the record that are no value of a field, in order; some that are may be among them.
   * One list for records that have the same. Good as long as the document.
   */
  rawTexts(): readonly string[];
}

/**
 * Where a record was found and how far it can be trusted: in the live part of the log; outside it, whole
 * and agreeing with itself; whole, but its two ids differ; without its template, as bare values; whole, with a
 * template of another file of the case. Stored by position: never reordered.
 */
export const RECOVERIES = ['live', 'recovered', 'doubtful', 'unresolved', 'borrowed'] as const;
export type Recovery = (typeof RECOVERIES)[number];

/**
 * How a stored document is written: `tree` is the JSON of a record tree (shared/evtx/record-tree), which
 * renders to XML and to evtx_dump's JSON; `json` is the original JSON text of an NDJSON record.
 */
export type DocumentKind = 'tree' | 'json';

/** The value of a field by exact name; undefined when the record has no such field. */
export function fieldOf(event: EventFields, name: string): FieldValue | undefined {
  const index = event.names.indexOf(name);
  return index < 0 ? undefined : event.values[index];
}

/** The first text of a field by exact name; null when absent, null or an empty tuple. */
export function textOf(event: EventFields, name: string): string | null {
  const value = fieldOf(event, name);
  if (value === undefined || value === null || typeof value === 'string') return value ?? null;
  return value.find((element) => element !== null) ?? null;
}
