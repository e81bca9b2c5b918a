/** The fields all events of one shape have: their names, and where the value of each comes from. */
import type { FieldValue } from '@shared/model/event';
import { FieldMemo } from './field-memo';
import { slotOf } from './mark';
import type { ElementNode } from './record-tree';
import { SYSTEM_FIELDS } from './system-fields';
import { fieldsOfTree } from './tree-fields';

/** Where the value of a field comes from: a slot from 0 on, or one of these. */
export const SOURCE = { constant: -1, tuple: -2 } as const;

/** A constant text (or null) or a slot. */
export type Piece = { readonly slot: number } | { readonly text: string | null };

export interface FieldLayout {
  readonly names: readonly string[];
  /** In step with `names`: a slot, `constant` or `tuple`. */
  readonly sources: Int32Array;
  /** Values of constant fields. */
  readonly constants: readonly FieldValue[];
  /** Values of repeated fields, piece by piece. */
  readonly tuples: readonly (readonly Piece[] | null)[];
  /** Positions of all names, and of those in `SYSTEM_FIELDS` (-1 where there is none). */
  readonly all: Int32Array;
  readonly system: Int32Array;
  /** What each field said last. */
  readonly memo: FieldMemo;
  /** Position of `TimeCreated_SystemTime` among the names; -1 without. */
  readonly timeAt: number;
}

/** `tree` holds marks in place of values. */
export function fieldLayoutOf(tree: ElementNode): FieldLayout {
  const { names, values } = fieldsOfTree(tree);
  const constants: FieldValue[] = [];
  const tuples: (readonly Piece[] | null)[] = [];
  const sources = values.map((value, at) => {
    constants.push(null);
    tuples.push(null);
    if (Array.isArray(value)) {
      tuples[at] = (value as readonly (string | null)[]).map(pieceOf);
      return SOURCE.tuple;
    }
    const piece = pieceOf(value as string | null);
    if ('slot' in piece) return piece.slot;
    constants[at] = piece.text;
    return SOURCE.constant;
  });
  return {
    names,
    sources: Int32Array.from(sources),
    constants,
    tuples,
    all: Int32Array.from(names.keys()),
    system: Int32Array.from(SYSTEM_FIELDS, (name) => names.indexOf(name)),
    memo: new FieldMemo(names.length),
    timeAt: names.indexOf('TimeCreated_SystemTime'),
  };
}

function pieceOf(text: string | null): Piece {
  const slot = text === null ? null : slotOf(text);
  return slot === null ? { text } : { slot };
}
