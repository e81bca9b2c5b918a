/** The tests true of one event, and rule trees over them. */
import { FIRST_VALUE_CODE } from '@shared/model/columns';
import type { IndexedNode } from './predicate-table';
import type { RareTests } from './rare-tests';
import type { ValueTruths } from './value-truths';

/** One for a rule set, turned to event after event; nothing is allocated for one. */
export class EventTruths {
  /** By test: the turn in which it was last true. */
  readonly #trueIn: Uint32Array;
  /** By test: 1 where its field's matcher tells it by text. */
  readonly #sought: Uint8Array;
  #turn = 0;
  #event = 0;
  #rare: RareTests | undefined;

  constructor(sought: Uint8Array) {
    this.#sought = sought;
    this.#trueIn = new Uint32Array(sought.length);
  }

  /** Looks at an event: everything its fields' values make true. */
  turnTo(event: number, fields: readonly ValueTruths[], rare: RareTests): void {
    this.#turn++;
    this.#event = event;
    this.#rare = rare;
    for (let at = 0; at < fields.length; at++) {
      const field = fields[at];
      const code = field?.column.codes[event] ?? 0;
      if (field === undefined || code < FIRST_VALUE_CODE) continue;
      const truths = field.ofCode(code);
      for (let one = 0; one < truths.length; one++) this.#trueIn[truths[one] ?? 0] = this.#turn;
    }
  }

  /** Whether the matchers tell of it. */
  isSought(test: number): boolean {
    return this.#sought[test] === 1;
  }

  holds(test: number): boolean {
    if (this.isSought(test)) return this.#trueIn[test] === this.#turn;
    return this.#rare?.holds(test, this.#event) ?? false;
  }

  /** Two-valued: a test of an absent field is false, and `not` makes it true. */
  evaluate(node: IndexedNode): boolean {
    if (typeof node === 'number') return this.holds(node);
    if (node.op === 'not') return !this.evaluate(node.child);
    const decides = node.op === 'or';
    const { children } = node;
    for (let at = 0; at < children.length; at++) {
      const child = children[at];
      if (child !== undefined && this.evaluate(child) === decides) return decides;
    }
    return !decides;
  }
}
