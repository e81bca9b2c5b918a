/** The fields all events of one shape have: their names, and where the value of each comes from. */
import type { FieldValue } from '@shared/model/event';
import { slotOf } from './mark';
import type { ElementNode } from './record-tree';
import { SYSTEM_FIELDS } from './system-fields';
import { fieldsOfTree } from './tree-fields';

/** A constant text (or null) or a slot. */
export type Piece = { readonly slot: number } | { readonly text: string | null };

/** What a repeated field holds, and where it stands among the values. */
export interface Tuple {
  readonly place: number;
  readonly pieces: readonly Piece[];
}

/** Some fields of a layout in an order: all of them, or those in `SYSTEM_FIELDS`. */
export interface FieldSet {
  /** By place: what is the same in every event; null where there is no such field, or a value of its own. */
  readonly constants: readonly FieldValue[];
  /** In step: places of values of their own, the slots they come from, and where the pool had each last. */
  readonly places: Int32Array;
  readonly slots: Int32Array;
  readonly pooledAt: Int32Array;
  readonly tuples: readonly Tuple[];
}

export interface FieldLayout {
  readonly names: readonly string[];
  readonly all: FieldSet;
  readonly system: FieldSet;
  /** The slot of `TimeCreated_SystemTime`; -1 where it has none. */
  readonly timeSlot: number;
}

/** `tree` holds marks in place of values. */
export function fieldLayoutOf(tree: ElementNode): FieldLayout {
  const { names, values } = fieldsOfTree(tree);
  const time = values[names.indexOf('TimeCreated_SystemTime')];
  return {
    names,
    all: fieldSetOf(values),
    system: fieldSetOf(SYSTEM_FIELDS.map((name) => values[names.indexOf(name)] ?? null)),
    timeSlot: typeof time === 'string' ? (slotOf(time) ?? -1) : -1,
  };
}

export function fieldSetOf(values: readonly FieldValue[]): FieldSet {
  const constants: FieldValue[] = [];
  const tuples: Tuple[] = [];
  const places: number[] = [];
  const slots: number[] = [];
  for (const [place, value] of values.entries()) {
    const slot = typeof value === 'string' ? slotOf(value) : null;
    const isOwn = slot !== null || Array.isArray(value);
    constants.push(isOwn ? null : value);
    if (Array.isArray(value)) {
      tuples.push({ place, pieces: (value as readonly (string | null)[]).map(pieceOf) });
    } else if (slot !== null) {
      places.push(place);
      slots.push(slot);
    }
  }
  return {
    constants,
    places: Int32Array.from(places),
    slots: Int32Array.from(slots),
    pooledAt: new Int32Array(places.length),
    tuples,
  };
}

function pieceOf(text: string | null): Piece {
  const slot = text === null ? null : slotOf(text);
  return slot === null ? { text } : { slot };
}
