/**
 * What all events of one shape have in common, worked out once: the names of their fields with where each
 * value comes from, and their document and JSON as fixed text with places for values.
 *
 * It is found by reading one such record through the generic code with marks in place of values and seeing
 * where the marks come out (`traceLayout`), so that fast and generic path cannot drift apart.
 */
import type { FieldValue } from '@shared/model/event';
import type { FieldMemo } from './field-reader';
import type { JsonProgram } from './json-program';

/** Where the value of a field comes from: a slot from 0 on, or one of these. */
export const SOURCE = { constant: -1, tuple: -2 } as const;

/** A constant text (or null) or a slot. */
export type Piece = { readonly slot: number } | { readonly text: string | null };

export interface Layout {
  readonly names: readonly string[];
  /** In step with `names`: a slot, `constant` or `tuple`. */
  readonly sources: Int32Array;
  /** Values of constant fields. */
  readonly constants: readonly FieldValue[];
  /** Values of repeated fields, piece by piece. */
  readonly tuples: readonly (readonly Piece[] | null)[];
  /** Positions of all names, and of those in `SYSTEM_FIELDS` (-1 where there is none). */
  readonly allFields: Int32Array;
  readonly systemFields: Int32Array;
  /** What each field said last. */
  readonly memo: FieldMemo;
  /** Position of `TimeCreated_SystemTime` among the names; -1 without. */
  readonly timeAt: number;
  /**
   * What a record of this shape is made of, at most (`mostUnits`): of itself, and for each byte of its
   * stream, since values are used a number of times in streams inside one another.
   */
  readonly units: { readonly shape: number; readonly perByte: number };
  /** The record's tree as JSON. */
  readonly document: JsonProgram;
  /** The shape evtx_dump made common, beginning and ending with braces. */
  readonly json: JsonProgram;
  /** What that shape cannot hold, as one object; null where it holds everything. */
  readonly extra: JsonProgram | null;
}
