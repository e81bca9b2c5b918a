/**
 * Layouts are found by what decides the shape of an event, one step per fact: how many values there are,
 * which deciding ones are empty, how many texts an array has, which template is embedded. Records of one
 * kind take the same steps, so each node remembers the step taken last.
 */
import type { Layout } from './layout';

/** Evidence chooses how many shapes there are; the layouts of a real case take a few megabytes. */
const MOST_BYTES = 128 << 20;
/** About what a node and a layout take, and each unit of a layout: as a tree, as fields, as two texts. */
const NODE_BYTES = 400;
const LAYOUT_BYTES = 1_000;
const BYTES_PER_UNIT = 12;

/** What the layouts of one store may take together; beyond it events are read through the generic path. */
export class LayoutBudget {
  #bytesLeft: number;
  /** Where all steps lead once nothing is left. */
  readonly beyond: LayoutNode;

  constructor(bytes = MOST_BYTES) {
    this.#bytesLeft = bytes;
    this.beyond = new LayoutNode(this);
    this.beyond.layout = null;
  }

  get isSpent(): boolean {
    return this.#bytesLeft <= 0;
  }

  spend(bytes: number): void {
    this.#bytesLeft -= bytes;
  }
}

/** Facts as keys: what one is about is below 2^16, its number below 2^32. */
const keyOf = (about: number, number: number): number => about * 2 ** 32 + number;

const NO_KEY = -1;

export class LayoutNode {
  /** Null where events of this shape are read through the generic path; undefined before it is known. */
  layout: Layout | null | undefined = undefined;
  readonly #budget: LayoutBudget;
  /** All steps but the first; most nodes have one only. */
  #others: Map<number, LayoutNode> | null = null;
  #firstKey = NO_KEY;
  #first: LayoutNode | null = null;
  #lastAbout = -1;
  #lastNumber = -1;
  #last: LayoutNode = this;

  constructor(budget: LayoutBudget) {
    this.#budget = budget;
  }

  /** The next node by a fact: what it is about and its number. */
  step(about: number, number: number): LayoutNode {
    if (number === this.#lastNumber && about === this.#lastAbout) return this.#last;
    const key = keyOf(about, number);
    const known = key === this.#firstKey ? this.#first : this.#others?.get(key);
    const next = known ?? this.#add(key);
    this.#lastAbout = about;
    this.#lastNumber = number;
    this.#last = next;
    return next;
  }

  #add(key: number): LayoutNode {
    if (this.#budget.isSpent) return this.#budget.beyond;
    this.#budget.spend(NODE_BYTES);
    const next = new LayoutNode(this.#budget);
    if (this.#first === null) {
      this.#firstKey = key;
      this.#first = next;
    } else {
      this.#others ??= new Map();
      this.#others.set(key, next);
    }
    return next;
  }

  /** Keeps the layout of the events that led here. */
  keep(layout: Layout | null): void {
    this.layout = layout;
    if (layout === null) return;
    this.#budget.spend(LAYOUT_BYTES + layout.units.shape * BYTES_PER_UNIT);
  }
}
