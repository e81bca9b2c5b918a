/**
 * A bounded cache that gives up what was not used for longest. Losing an entry costs time only. `most` counts
 * entries, or what they weigh together where a weight is given. What is used is weighed again: it may have grown.
 */
export class RecentlyUsed<Key, Value> {
  #most: number;
  readonly #giveUp: (value: Value) => void;
  readonly #weigh: (value: Value) => number;
  readonly #kept = new Map<Key, Kept<Value>>();
  /** Used last: asked for again, it stands where it should. */
  #newest: Kept<Value> | null = null;
  #weight = 0;

  constructor(
    most: number,
    giveUp: (value: Value) => void = () => undefined,
    weigh: (value: Value) => number = () => 1,
  ) {
    this.#most = most;
    this.#giveUp = giveUp;
    this.#weigh = weigh;
  }

  get(key: Key, make: () => Value): Value {
    const known = this.find(key);
    return known === undefined ? this.replace(key, make()) : known;
  }

  /** Undefined where it is not kept. */
  find(key: Key): Value | undefined {
    const known = this.#kept.get(key);
    if (known === undefined) return undefined;
    if (known !== this.#newest) this.#putLast(key, known);
    this.#weighAgain(known);
    this.#giveUpBut(known);
    return known.value;
  }

  replace(key: Key, value: Value): Value {
    this.#weight -= this.#kept.get(key)?.weight ?? 0;
    const kept = { value, weight: 0 };
    this.#putLast(key, kept);
    this.#weighAgain(kept);
    this.#giveUpBut(kept);
    return value;
  }

  /** Another bound, from now on. */
  limit(most: number): void {
    this.#most = most;
    this.#giveUpBut(null);
  }

  #putLast(key: Key, kept: Kept<Value>): void {
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    this.#newest = kept;
  }

  #weighAgain(kept: Kept<Value>): void {
    const weight = this.#weigh(kept.value);
    this.#weight += weight - kept.weight;
    kept.weight = weight;
  }

  #giveUpBut(newest: Kept<Value> | null): void {
    for (const [oldest, kept] of this.#kept) {
      if (this.#weight <= this.#most || kept === newest) break;
      this.giveUp(oldest);
    }
  }

  /** Gives up one entry, where there is one. */
  giveUp(key: Key): void {
    const kept = this.#kept.get(key);
    if (kept === undefined) return;
    this.#kept.delete(key);
    if (kept === this.#newest) this.#newest = null;
    this.#weight -= kept.weight;
    this.#giveUp(kept.value);
  }

  clear(): void {
    for (const key of this.#kept.keys()) this.giveUp(key);
  }
}

interface Kept<Value> {
  readonly value: Value;
  weight: number;
}
