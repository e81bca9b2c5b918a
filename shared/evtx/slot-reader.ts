/**
 * The compiled path into a record: where its values lie, with no tree. Embedded templates are followed,
 * the items of text arrays become values of their own behind the others. What decides the shape of the
 * event is walked down the layouts of its template, so that two records of one layout differ in values only.
 *
 * Answers null for what the generic path must read: records without a template, values that do not fit,
 * embedded streams of plain elements.
 */
import { type InstanceReader, MORE } from './binxml-parser';
import type { ChunkBytes } from './chunk-bytes';
import type { LayoutNode } from './layout-node';
import { isOddValue } from './odd-value';
import { NONE, OuterInstance, SOME } from './outer-instance';
import type { Plan } from './plan';
import type { PlanTable } from './plan-table';
import {
  DEFINITION_AT,
  INSTANCE_HEADER_BYTES,
  MOST_SUBSTITUTIONS,
  TEMPLATE_ID_AT,
} from './record-resolver';
import {
  BY_BYTES,
  BY_LENGTH,
  DESCRIPTOR_BYTES,
  EMPTINESS,
  emptinessOf,
  KIND_BITS,
  LEAST_BYTES,
  lengthOf,
  typeOf,
} from './slot-kind';
import { DEFINITION_HEADER_BYTES } from './template-store';
import { FRAGMENT_BYTES, TOKEN } from './token';
import { VALUE } from './value-types';

const MOST_SLOTS = 8_192;
const DEEPEST_INSTANCE = 8;
/** Longer arrays would make a layout each. */
const MOST_ITEMS = 256;

/** What a fact is about: its kind and a slot (below 2^13). */
const FACT = {
  values: 1 << 13,
  items: 2 << 13,
  embedded: 3 << 13,
  nothing: 4 << 13,
  emptiness: 5 << 13,
} as const;
/** Deciding values are told of as digits of one number to the base of three, twelve at a time behind a one. */
const MOST_DIGITS = 3 ** 12;

/** One template instance of the record: its plan and its stretch of slots. */
export interface Instance {
  readonly plan: Plan;
  readonly first: number;
  readonly count: number;
}

export class SlotReader {
  /** Length in bytes and type of each value in one number; see `lengthOf` and `typeOf`. */
  readonly kinds = new Int32Array(MOST_SLOTS);
  readonly offsets = new Int32Array(MOST_SLOTS);
  /** Of an embedded stream: its instance. Of a text array: the slot of its first item. */
  readonly inner = new Int32Array(MOST_SLOTS);
  /** Items of a text array. */
  readonly innerCount = new Int32Array(MOST_SLOTS);
  /** Slots of the record at hand. */
  count = 0;
  readonly chunk: ChunkBytes;
  readonly #plans: PlanTable;
  readonly #resolver: InstanceReader;
  /** Instances in the order they were met: the record's own, then embedded ones, depth first. */
  readonly #instancePlans: Plan[] = [];
  readonly #instanceFirsts = new Int32Array(MOST_SLOTS);
  readonly #instanceCounts = new Int32Array(MOST_SLOTS);
  #instances = 0;
  /** Slots of embedded streams and arrays, a stretch for each instance being read. */
  readonly #structured = new Int32Array(MOST_SLOTS);
  #structuredStart = 0;
  #structuredEnd = 0;
  #node: LayoutNode | null = null;
  readonly #outer = new OuterInstance();

  constructor(chunk: ChunkBytes, plans: PlanTable, resolver: InstanceReader) {
    this.chunk = chunk;
    this.#plans = plans;
    this.#resolver = resolver;
  }

  /** Whether any value tells less than its bytes, which only the generic path keeps. */
  get holdsOddValue(): boolean {
    for (let slot = 0; slot < this.count; slot++) {
      const kind = this.kinds[slot] ?? 0;
      if (isOddValue(this.chunk, typeOf(kind), this.offsets[slot] ?? 0, lengthOf(kind)))
        return true;
    }
    return false;
  }

  instances(): Instance[] {
    return this.#instancePlans.slice(0, this.#instances).map((plan, at) => ({
      plan,
      first: this.#instanceFirsts[at] ?? 0,
      count: this.#instanceCounts[at] ?? 0,
    }));
  }

  /** Reads the record whose stream lies in a range. @throws EvtxDamage where a template is damaged */
  read(start: number, end: number): LayoutNode | null {
    this.count = 0;
    this.#instances = 0;
    this.#structuredStart = 0;
    this.#node = null;
    return this.#stream(start, end, 0, 0) ? this.#node : null;
  }

  /** A stream that is one template instance, or a plain element as writers of such write it. */
  #stream(start: number, end: number, depth: number, slot: number): boolean {
    const { bytes } = this.chunk;
    const at = bytes[start] === TOKEN.fragment ? start + FRAGMENT_BYTES : start;
    if (at >= end || depth > DEEPEST_INSTANCE) return false;
    const token = (bytes[at] ?? 0) & ~MORE;
    if (token === TOKEN.element) return this.#plain(at, end, depth, slot);
    return bytes[at] === TOKEN.instance && this.#instance(at + 1, end, depth, slot);
  }

  #plain(start: number, end: number, depth: number, slot: number): boolean {
    const { plain } = this.#plans;
    const plan = plain.read(start, end);
    const first = this.count;
    if (plan === null || first + plain.count + MOST_ITEMS > MOST_SLOTS) return false;
    for (let at = 0; at < plain.count; at++) {
      this.kinds[first + at] = (VALUE.utf16 << 16) | (plain.lengths[at] ?? 0);
      this.offsets[first + at] = plain.offsets[at] ?? 0;
    }
    if (depth === 0) this.#outer.plan = null;
    this.#begin(plan, plain.count, depth, slot);
    this.#emptiness(plan.deciding, first, plain.count);
    return true;
  }

  #instance(start: number, end: number, depth: number, slot: number): boolean {
    const { dataView } = this.chunk;
    if (start + INSTANCE_HEADER_BYTES + 4 > end) return false;
    const definition = dataView.getUint32(start + DEFINITION_AT, true);
    const templateId = dataView.getUint32(start + TEMPLATE_ID_AT, true);
    const plan = this.#plans.at(definition, templateId, this.#resolver);
    let at = start + INSTANCE_HEADER_BYTES;
    if (definition === at) at += DEFINITION_HEADER_BYTES + plan.bodyBytes;
    if (at + 4 > end) return false;
    const count = dataView.getUint32(at, true);
    if (count > MOST_SUBSTITUTIONS || at + 4 + count * DESCRIPTOR_BYTES > end) return false;
    const first = this.count;
    if (first + count + MOST_ITEMS > MOST_SLOTS) return false;
    at += 4;
    if (depth === 0) {
      if (this.#outer.isRepeated(this.chunk, plan, count, at)) return this.#again(plan, at, end);
      this.#outer.plan = null;
    }
    this.#begin(plan, count, depth, slot);
    if (!this.#descriptors(at, end, first, count)) return false;
    const before = this.#node;
    const looked = this.#emptiness(plan.deciding, first, count);
    if (depth === 0 && this.#endsWithStream(count)) {
      this.#outer.keep(this.chunk, plan, count, at);
      this.#outer.before = before;
      const isSure = looked === NONE || (looked >= 0 && this.emptiness(looked) === 2);
      this.#outer.after = isSure ? this.#node : null;
      this.#outer.looked = looked;
    }
    return this.#structures(depth);
  }

  /** Whether the last value of an outer instance is its only embedded stream. */
  #endsWithStream(count: number): boolean {
    const isLast = this.#structuredEnd === 1 && this.#structured[0] === count - 1;
    return isLast && typeOf(this.kinds[count - 1] ?? 0) === VALUE.binXml;
  }

  /** The slots still hold the outer instance of the record before: they only move along. */
  #again({ deciding }: Plan, start: number, end: number): boolean {
    const { kinds, offsets } = this;
    const outer = this.#outer;
    const { count, before, after, looked } = outer;
    const by = start - outer.start;
    for (let slot = 0; slot < count; slot++) offsets[slot] = (offsets[slot] ?? 0) + by;
    outer.start = start;
    const last = count - 1;
    const kind = this.chunk.dataView.getInt32(start + last * DESCRIPTOR_BYTES, true) & KIND_BITS;
    kinds[last] = kind;
    this.#instances = 1;
    this.count = count;
    const isKnown = after !== null && (looked === NONE || this.emptiness(looked) === 2);
    this.#node = isKnown ? after : before;
    if (!isKnown) this.#emptiness(deciding, 0, count);
    const fits = (offsets[last] ?? 0) + lengthOf(kind) <= end;
    return fits && this.#structure(last, VALUE.binXml, 0);
  }

  /** `slot` is the value that holds the instance. */
  #begin(plan: Plan, count: number, depth: number, slot: number): void {
    const first = this.count;
    const at = this.#instances++;
    this.#instancePlans[at] = plan;
    this.#instanceFirsts[at] = first;
    this.#instanceCounts[at] = count;
    this.count = first + count;
    const outer = depth === 0 ? null : this.#node;
    const node = outer === null ? plan.layouts : outer.step(FACT.embedded | slot, plan.id);
    this.#node = node.step(FACT.values | first, count);
  }

  /** Where the values lie, behind their descriptors; false where one does not fit its type or the record. */
  #descriptors(start: number, end: number, first: number, count: number): boolean {
    const { dataView } = this.chunk;
    const { kinds, offsets } = this;
    let offset = start + count * DESCRIPTOR_BYTES;
    this.#structuredEnd = this.#structuredStart;
    for (let at = 0; at < count; at++) {
      // A descriptor is the length, the type and a zero: just what a kind is.
      const kind = dataView.getInt32(start + at * DESCRIPTOR_BYTES, true) & KIND_BITS;
      const type = typeOf(kind);
      const length = lengthOf(kind);
      if (length < (LEAST_BYTES[type] ?? 0)) return false;
      if (type >= VALUE.binXml) this.#structured[this.#structuredEnd++] = first + at;
      kinds[first + at] = kind;
      offsets[first + at] = offset;
      offset += length;
    }
    // Values lie one behind the other, so that the last one tells for all.
    return offset <= end;
  }

  /** Takes the steps that embedded streams and arrays ask for. */
  #structures(depth: number): boolean {
    const start = this.#structuredStart;
    const end = this.#structuredEnd;
    this.#structuredStart = end;
    for (let at = start; at < end; at++) {
      const slot = this.#structured[at] ?? 0;
      if (!this.#structure(slot, typeOf(this.kinds[slot] ?? 0), depth)) return false;
    }
    this.#structuredStart = start;
    return true;
  }

  #structure(slot: number, type: number, depth: number): boolean {
    if (type === VALUE.evtXml) return true;
    const length = lengthOf(this.kinds[slot] ?? 0);
    if (length === 0) {
      this.#step(FACT.nothing, slot, 0);
      return true;
    }
    const offset = this.offsets[slot] ?? 0;
    this.inner[slot] = type === VALUE.binXml ? this.#instances : this.count;
    return type === VALUE.binXml
      ? this.#stream(offset, offset + length, depth + 1, slot)
      : this.#items(slot, offset, length);
  }

  /** Takes the steps that deciding values ask for; the slot of the only one whose bytes tell, `NONE` or `SOME`. */
  #emptiness(deciding: Int32Array, first: number, count: number): number {
    const { kinds } = this;
    let looked = NONE;
    let digits = 1;
    for (let at = 0; at < deciding.length; at++) {
      const index = deciding[at] ?? 0;
      const slot = first + index;
      const told = index < count ? (EMPTINESS[typeOf(kinds[slot] ?? 0)] ?? 0) : 0;
      digits = digits * 3 + (told >= BY_LENGTH ? this.emptiness(slot) : told);
      if (told === BY_BYTES) looked = looked === NONE ? slot : SOME;
      if (digits < MOST_DIGITS) continue;
      this.#step(FACT.emptiness, first, digits);
      digits = 1;
    }
    if (digits > 1) this.#step(FACT.emptiness, first, digits);
    return looked;
  }

  #step(kind: number, slot: number, number: number): void {
    this.#node = this.#node?.step(kind | slot, number) ?? null;
  }

  /** 0 null, 1 empty text, 2 anything else. */
  emptiness(slot: number): 0 | 1 | 2 {
    return emptinessOf(this.chunk, this.kinds[slot] ?? 0, this.offsets[slot] ?? 0);
  }

  /** UTF-16 texts ended by NUL each; an unterminated tail counts as one (evtx.md 6). */
  #items(slot: number, offset: number, length: number): boolean {
    const { dataView } = this.chunk;
    const end = offset + (length & ~1);
    let items = 0;
    for (let start = offset; start < end; items++) {
      if (items === MOST_ITEMS || this.count === MOST_SLOTS) return false;
      let stop = start;
      while (stop < end && dataView.getUint16(stop, true) !== 0) stop += 2;
      this.kinds[this.count] = (VALUE.utf16 << 16) | (stop - start);
      this.offsets[this.count] = start;
      this.count++;
      start = stop + 2;
    }
    this.innerCount[slot] = items;
    this.#step(FACT.items, slot, items);
    return true;
  }
}
