/**
 * A bounded cache that gives up what was not used for longest. Losing an entry costs time only. `most` counts
 * entries, or what they weigh together where a weight is given.
 */
export class RecentlyUsed<Key, Value> {
  #most: number;
  readonly #giveUp: (value: Value) => void;
  readonly #weigh: (value: Value) => number;
  readonly #values = new Map<Key, Value>();
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
    const known = this.#values.get(key);
    if (known === undefined) return undefined;
    this.#values.delete(key);
    this.#values.set(key, known);
    return known;
  }

  replace(key: Key, value: Value): Value {
    const replaced = this.#values.get(key);
    if (replaced !== undefined) this.#weight -= this.#weigh(replaced);
    this.#values.delete(key);
    this.#values.set(key, value);
    this.#weight += this.#weigh(value);
    this.#giveUpBut(value);
    return value;
  }

  /** Another bound, from now on. */
  limit(most: number): void {
    this.#most = most;
    this.#giveUpBut(undefined);
  }

  #giveUpBut(kept: Value | undefined): void {
    for (const [oldest, old] of this.#values) {
      if (this.#weight <= this.#most || old === kept) break;
      this.#values.delete(oldest);
      this.#weight -= this.#weigh(old);
      this.#giveUp(old);
    }
  }

  /** Gives up one entry, where there is one. */
  giveUp(key: Key): void {
    const value = this.#values.get(key);
    if (value === undefined) return;
    this.#values.delete(key);
    this.#weight -= this.#weigh(value);
    this.#giveUp(value);
  }

  clear(): void {
    for (const key of this.#values.keys()) this.giveUp(key);
  }
}
