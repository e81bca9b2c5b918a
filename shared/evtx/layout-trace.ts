/**
 * Works out a layout by reading the record at hand once through the generic code, with a mark in place of
 * each value: whatever becomes of a mark is what becomes of the value there in every record of this shape.
 */
import type { FieldValue } from '@shared/model/event';
import { CHUNK_BYTES } from './chunk-bytes';
import { SYSTEM_FIELDS } from './system-fields';
import { FieldMemo } from './field-reader';
import { fillTemplate, mostUnits } from './fill-template';
import { JsonProgram } from './json-program';
import { type Layout, type Piece, SOURCE } from './layout';
import { type ElementNode, type Scalar, stringifyTree } from './record-tree';
import { renderJson } from './render-json';
import { type Instance, lengthOf, type SlotReader, typeOf } from './slot-reader';
import { fieldsOfTree } from './tree-fields';

/** A noncharacter of Unicode, on both sides of a slot's number. */
const MARK = '\ufdd0';
const MARKED = new RegExp(`^${MARK}(\\d+)${MARK}$`);
const WHOLE_IN_JSON = new RegExp(`"${MARK}=(\\d+)${MARK}"`);
/** A value used more often could make a record grow without end. */
const MOST_USES = 4;
/** What the largest record may be made of. */
const MOST_UNITS = mostUnits(CHUNK_BYTES);

/** A value does more than stand somewhere whole: such records are read through the generic path. */
class Unclear extends Error {}

/** Stands for a scalar: JSON shows whether it came through whole or was joined with others to a text. */
class Mark {
  readonly #slot: number;

  constructor(slot: number) {
    this.#slot = slot;
  }

  toString(): string {
    return `${MARK}${this.#slot}${MARK}`;
  }

  toJSON(): string {
    return `${MARK}=${this.#slot}${MARK}`;
  }
}

/** The layout of the record that was read last; null where it has none. */
export function traceLayout(slots: SlotReader): Layout | null {
  try {
    return new Trace(slots).layout();
  } catch (error) {
    if (error instanceof Unclear) return null;
    throw error;
  }
}

class Trace {
  readonly #slots: SlotReader;
  readonly #instances: readonly Instance[];
  /** Slots that are the text of a `Data`. */
  readonly #data = new Set<number>();
  #units = 0;
  /** How often the value of each slot is used. */
  readonly #uses = new Map<number, number>();
  #depth = 0;
  #deepest = 0;

  constructor(slots: SlotReader) {
    this.#slots = slots;
    this.#instances = slots.instances();
  }

  layout(): Layout {
    const [outer] = this.#instances;
    // Only of an Event it is known which elements are its sections.
    if (outer?.plan.root.name !== 'Event') throw new Unclear();
    const tree = this.#fill(outer);
    const { event, extra } = renderJson(tree);
    const document = this.#program(stringifyTree(tree), false);
    return {
      ...fieldSources(tree),
      units: {
        shape: this.#units,
        perByte: Math.max(0, ...this.#uses.values()) * (this.#deepest + 1),
      },
      document,
      json: this.#program(JSON.stringify(event), true),
      extra: extra === undefined ? null : this.#program(JSON.stringify(extra), true),
    };
  }

  #fill({ plan, first, count }: Instance): ElementNode {
    // A template that holds marks itself could pass its text off as a value.
    if (JSON.stringify(plan.root).includes(MARK)) throw new Unclear();
    const { kinds, offsets, inner, innerCount } = this.#slots;
    const values = Array.from({ length: count }, (_, index) => ({
      index,
      type: typeOf(kinds[first + index] ?? 0),
      offset: offsets[first + index] ?? 0,
      bytes: lengthOf(kinds[first + index] ?? 0),
    }));
    return fillTemplate(plan.root, values, {
      scalar: ({ index }) => this.#scalar(plan, index, first + index),
      items: ({ index, bytes }) => {
        if (plan.deciding.includes(index)) throw new Unclear();
        const from = inner[first + index] ?? 0;
        const items = bytes === 0 ? 0 : (innerCount[first + index] ?? 0);
        return Array.from({ length: items }, (_, at) => this.#mark(plan, index, from + at));
      },
      embedded: ({ index }) => {
        const instance = this.#instances[inner[first + index] ?? 0];
        if (instance === undefined) throw new Unclear();
        this.#deepest = Math.max(this.#deepest, ++this.#depth);
        const element = this.#fill(instance);
        this.#depth--;
        return element;
      },
      spend: (units) => this.#spend(units),
      spendValue: ({ index }) => this.#use(first + index),
    });
  }

  /** What repeats itself without end is for the generic path to refuse. */
  #spend(units: number): void {
    this.#units += units;
    if (this.#units > MOST_UNITS) throw new Unclear();
  }

  #use(slot: number): void {
    this.#uses.set(slot, (this.#uses.get(slot) ?? 0) + 1);
  }

  #scalar(plan: Instance['plan'], index: number, slot: number): Scalar {
    if (plan.deciding.includes(index)) {
      const emptiness = this.#slots.emptiness(slot);
      if (emptiness < 2) return emptiness === 0 ? null : '';
    }
    return this.#mark(plan, index, slot);
  }

  #mark(plan: Instance['plan'], index: number, slot: number): Scalar {
    if (plan.isData[index] === 1) this.#data.add(slot);
    return new Mark(slot) as unknown as Scalar;
  }

  /** Where empty values are told apart, those of `Data` are an empty text, others null (evtx.md 7). */
  #program(json: string, tellsEmpty: boolean): JsonProgram {
    const parts = json.split(WHOLE_IN_JSON);
    const texts = parts.filter((_, at) => at % 2 === 0);
    const slots = parts.filter((_, at) => at % 2 === 1).map(Number);
    if (texts.some((text) => text.includes(MARK)) || mostUses(slots) > MOST_USES) {
      throw new Unclear();
    }
    const empty = slots.map((slot) => (this.#data.has(slot) ? '""' : 'null'));
    return new JsonProgram(texts, slots, tellsEmpty ? empty : null);
  }
}

function mostUses(slots: readonly number[]): number {
  const uses = new Map<number, number>();
  for (const slot of slots) uses.set(slot, (uses.get(slot) ?? 0) + 1);
  return Math.max(0, ...uses.values());
}

function pieceOf(text: string | null): Piece {
  if (text === null || !text.includes(MARK)) return { text };
  const slot = MARKED.exec(text)?.[1];
  if (slot === undefined) throw new Unclear();
  return { slot: Number(slot) };
}

function fieldSources(tree: ElementNode): Omit<Layout, 'units' | 'document' | 'json' | 'extra'> {
  const { names, values } = fieldsOfTree(tree);
  if (names.some((name) => name.includes(MARK))) throw new Unclear();
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
    allFields: Int32Array.from(names.keys()),
    systemFields: Int32Array.from(SYSTEM_FIELDS, (name) => names.indexOf(name)),
    memo: new FieldMemo(names.length),
    timeAt: names.indexOf('TimeCreated_SystemTime'),
  };
}
