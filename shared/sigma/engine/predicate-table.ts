/** Every distinct test of a rule set once, and rule trees over the numbers of the tests. */
import type { Predicate, RuleNode } from '../predicate';

/** A rule tree: a number is the test of that number in the table. */
export type IndexedNode =
  | number
  | { readonly op: 'and' | 'or'; readonly children: readonly IndexedNode[] }
  | { readonly op: 'not'; readonly child: IndexedNode; readonly shows: string | null };

export class PredicateTable {
  readonly predicates: Predicate[] = [];
  readonly #numbers = new Map<string, number>();

  /** The tree with numbers; an `and` in an `and` and an `or` in an `or` become one. */
  indexed(node: RuleNode): IndexedNode {
    switch (node.op) {
      case 'test':
        return this.#number(node.predicate);
      case 'not':
        return { op: 'not', child: this.indexed(node.child), shows: node.shows };
      case 'and':
      case 'or':
        return joined(
          node.op,
          node.children.map((child) => this.indexed(child)),
        );
    }
  }

  #number(predicate: Predicate): number {
    const key = JSON.stringify(predicate);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.predicates.length;
    this.predicates.push(predicate);
    this.#numbers.set(key, number);
    return number;
  }
}

function joined(op: 'and' | 'or', children: readonly IndexedNode[]): IndexedNode {
  const flat = children.flatMap((child) =>
    typeof child !== 'number' && child.op === op ? child.children : [child],
  );
  return flat.length === 1 && flat[0] !== undefined ? flat[0] : { op, children: flat };
}

/** Numbers of all tests of a tree. */
export function testsIn(node: IndexedNode): readonly number[] {
  if (typeof node === 'number') return [node];
  return node.op === 'not' ? testsIn(node.child) : node.children.flatMap(testsIn);
}
