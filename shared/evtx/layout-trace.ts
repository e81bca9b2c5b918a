/**
 * Works out a layout by reading the record at hand once through the generic code, with a mark in place of
 * each value.
 */
import { CHUNK_BYTES } from './chunk-bytes';
import { fillTemplate, mostUnits } from './fill-template';
import { Layout, MOST_USES } from './layout';
import { MARK, Mark } from './mark';
import {
  attributePairs,
  childrenOf,
  type ElementNode,
  isElement,
  type Scalar,
} from './record-tree';
import { lengthOf, typeOf } from './slot-kind';
import type { Instance, SlotReader } from './slot-reader';

/** Texts that pass for a mark, or that fixed text cannot hold (see `JsonProgram`). */
const UNFIT = new RegExp(`[${MARK}\u007f]`);
/** What the largest record may be made of. */
const MOST_UNITS = mostUnits(CHUNK_BYTES);

/** A value does more than stand somewhere whole: such records are read through the generic path. */
class Unclear extends Error {}

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
    this.#check(tree);
    return new Layout(tree, this.#data, {
      shape: this.#units,
      perByte: Math.max(0, ...this.#uses.values()) * (this.#deepest + 1),
    });
  }

  #fill({ plan, first, count }: Instance): ElementNode {
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
    const uses = (this.#uses.get(slot) ?? 0) + 1;
    if (uses > MOST_USES) throw new Unclear();
    this.#uses.set(slot, uses);
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

  /** Every mark must stand alone, and none may be what a field is called. */
  #check(element: ElementNode): void {
    if (UNFIT.test(element[0])) throw new Unclear();
    for (const [name, value] of attributePairs(element)) {
      if (UNFIT.test(name)) throw new Unclear();
      const namesField = name === 'Name' && element[0] === 'Data';
      if (namesField && isMark(value)) throw new Unclear();
      checkScalar(value);
    }
    const children = childrenOf(element);
    const scalars = children.filter((child): child is Scalar => !isElement(child));
    // Texts around child elements are joined to one where they are shown.
    if (scalars.length > 1 && scalars.some(isMark)) throw new Unclear();
    for (const scalar of scalars) checkScalar(scalar);
    for (const child of children) if (isElement(child)) this.#check(child);
  }
}

const isMark = (scalar: Scalar): boolean => (scalar as unknown) instanceof Mark;

function checkScalar(scalar: Scalar): void {
  if (typeof scalar === 'string' && UNFIT.test(scalar)) throw new Unclear();
}
