/**
 * The paths that records of one source were seen to have, and the leaves at their ends. Records of a log
 * repeat a few forms, so what a path means is worked out once for a form and not for each record.
 */
export interface Leaf {
  readonly branch: Branch;
  /** Present without a value. */
  readonly isNull: boolean;
}

export class Branch {
  readonly parent: Branch | null;
  readonly key: string;
  readonly text: Leaf = { branch: this, isNull: false };
  readonly none: Leaf = { branch: this, isNull: true };
  readonly #children = new Map<string, Branch>();
  /** The child that followed this one last time: keys mostly come in the same order. */
  #next: Branch | null = null;
  #first: Branch | null = null;

  constructor(parent: Branch | null, key: string) {
    this.parent = parent;
    this.key = key;
  }

  /** The branch of a key, given the one of the key before it in the same record. */
  child(key: string, before: Branch | null): Branch {
    const guess = before === null ? this.#first : before.#next;
    if (guess !== null && guess.key === key && guess.parent === this) return guess;
    let child = this.#children.get(key);
    if (child === undefined) {
      child = new Branch(this, key);
      this.#children.set(key, child);
    }
    if (before === null) this.#first = child;
    else before.#next = child;
    return child;
  }

  /** Keys from the record down to here. */
  path(): string[] {
    return this.parent === null ? [] : [...this.parent.path(), this.key];
  }
}

/** The leaves of a record in order, as a chain of what was added; equal lists lead to one form. */
export class RecordForm<Plan> {
  readonly #before: RecordForm<Plan> | null;
  readonly #leaf: Leaf | null;
  readonly #longer = new Map<Leaf, RecordForm<Plan>>();
  #lastLeaf: Leaf | null = null;
  #lastForm: RecordForm<Plan> | null = null;
  /** Worked out when a record first ends with this form. */
  plan: Plan | null = null;

  constructor(before: RecordForm<Plan> | null = null, leaf: Leaf | null = null) {
    this.#before = before;
    this.#leaf = leaf;
  }

  with(leaf: Leaf): RecordForm<Plan> {
    if (leaf === this.#lastLeaf && this.#lastForm !== null) return this.#lastForm;
    let form = this.#longer.get(leaf);
    if (form === undefined) {
      form = new RecordForm<Plan>(this, leaf);
      this.#longer.set(leaf, form);
    }
    this.#lastLeaf = leaf;
    this.#lastForm = form;
    return form;
  }

  leaves(): Leaf[] {
    const leaves = this.#leaf === null ? [] : [this.#leaf];
    for (let form = this.#before; form !== null; form = form.#before) {
      if (form.#leaf !== null) leaves.push(form.#leaf);
    }
    return leaves.toReversed();
  }
}
