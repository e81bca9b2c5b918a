/**
 * Lists of field names, one node for each list that was met as the path of its names. Adding a name to a
 * list is a step to the next node, so records of one shape share their names without building or comparing
 * lists. Losing the nodes costs time only.
 */

/** A step: the list with the name, or the place where the list has it already. */
export interface NameStep {
  readonly node: NameNode;
  /** Position of the name where the list had it before; -1 where it is new. */
  readonly knownAt: number;
}

/** More lists than any real log has shapes of records; past it the trie starts anew. */
const MOST_NODES = 100_000;

export class NameNode {
  /** The list without its last name; null of the empty list. */
  readonly before: NameNode | null;
  /** Its last name. */
  readonly name: string;
  readonly length: number;
  readonly #steps = new Map<string, NameStep>();
  #lastName: string | null = null;
  #last: NameStep = { node: this, knownAt: -1 };
  #names: readonly string[] | null = null;

  constructor(before: NameNode | null = null, name = '') {
    this.before = before;
    this.name = name;
    this.length = before === null ? 0 : before.length + 1;
  }

  step(name: string): NameStep {
    if (name === this.#lastName) return this.#last;
    let step = this.#steps.get(name);
    if (step === undefined) {
      step = this.#newStep(name);
      this.#steps.set(name, step);
    }
    this.#lastName = name;
    this.#last = step;
    return step;
  }

  #newStep(name: string): NameStep {
    const knownAt = positionOf(this, name);
    if (knownAt >= 0) return { node: this, knownAt };
    nodes++;
    return { node: new NameNode(this, name), knownAt };
  }

  /** The list, the same array each time. */
  get names(): readonly string[] {
    return (this.#names ??= namesOf(this));
  }
}

function positionOf(list: NameNode, name: string): number {
  for (let node = list; node.before !== null; node = node.before) {
    if (node.name === name) return node.length - 1;
  }
  return -1;
}

function namesOf(list: NameNode): readonly string[] {
  const names: string[] = [];
  for (let node = list; node.before !== null; node = node.before) names.push(node.name);
  return names.reverse();
}

let nodes = 0;
let root = new NameNode();

/** The empty list, from which all others are reached. */
export function noNames(): NameNode {
  if (nodes > MOST_NODES) {
    nodes = 0;
    root = new NameNode();
  }
  return root;
}
