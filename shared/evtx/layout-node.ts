/**
 * Layouts are found by what decides the shape of an event, one step per fact: how many values there are,
 * which deciding ones are empty, how many texts an array has, which template is embedded. Records of one
 * kind take the same steps, so each node remembers the step taken last.
 */
import type { Layout } from './layout';

export class LayoutNode {
  /** Null where events of this shape are read through the generic path. */
  layout: Layout | null | undefined = undefined;
  readonly #next = new Map<number, LayoutNode>();
  #lastFact = -1;
  #last: LayoutNode = this;

  step(fact: number): LayoutNode {
    if (fact === this.#lastFact) return this.#last;
    let next = this.#next.get(fact);
    if (next === undefined) {
      next = new LayoutNode();
      this.#next.set(fact, next);
    }
    this.#lastFact = fact;
    this.#last = next;
    return next;
  }
}
