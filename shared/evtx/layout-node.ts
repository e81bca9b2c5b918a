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

export class LayoutNode {
  /** Null where events of this shape are read through the generic path; undefined before it is known. */
  layout: Layout | null | undefined = undefined;
  readonly #budget: LayoutBudget;
  readonly #next = new Map<number, LayoutNode>();
  #lastFact = -1;
  #last: LayoutNode = this;

  constructor(budget: LayoutBudget) {
    this.#budget = budget;
  }

  step(fact: number): LayoutNode {
    if (fact === this.#lastFact) return this.#last;
    let next = this.#next.get(fact);
    if (next === undefined) {
      if (this.#budget.isSpent) return this.#budget.beyond;
      this.#budget.spend(NODE_BYTES);
      next = new LayoutNode(this.#budget);
      this.#next.set(fact, next);
    }
    this.#lastFact = fact;
    this.#last = next;
    return next;
  }

  /** Keeps the layout of the events that led here. */
  keep(layout: Layout | null): void {
    this.layout = layout;
    if (layout === null) return;
    this.#budget.spend(LAYOUT_BYTES + layout.units.shape * BYTES_PER_UNIT);
  }
}
