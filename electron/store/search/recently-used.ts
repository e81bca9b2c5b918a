/** A bounded cache that gives up what was not used for longest. Losing an entry costs time only. */
export class RecentlyUsed<Key, Value> {
  readonly #most: number;
  readonly #giveUp: (value: Value) => void;
  readonly #values = new Map<Key, Value>();

  constructor(most: number, giveUp: (value: Value) => void = () => undefined) {
    this.#most = most;
    this.#giveUp = giveUp;
  }

  get(key: Key, make: () => Value): Value {
    const known = this.#values.get(key);
    if (known === undefined) return this.replace(key, make());
    this.#values.delete(key);
    this.#values.set(key, known);
    return known;
  }

  replace(key: Key, value: Value): Value {
    this.#values.delete(key);
    this.#values.set(key, value);
    for (const [oldest, old] of this.#values) {
      if (this.#values.size <= this.#most) break;
      this.#values.delete(oldest);
      this.#giveUp(old);
    }
    return value;
  }

  clear(): void {
    for (const value of this.#values.values()) this.#giveUp(value);
    this.#values.clear();
  }
}
