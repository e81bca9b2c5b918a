/** Numbers and choices that any run repeats (mulberry32, public domain). */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** Below 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  one<Kind>(from: readonly Kind[]): Kind {
    return from[this.below(from.length)] as Kind;
  }

  /** The first ones far more often than the last. */
  skewed<Kind>(from: readonly Kind[]): Kind {
    return from[Math.floor(this.next() ** 3 * from.length)] as Kind;
  }

  /** At most eight digits. */
  hex(digits: number): string {
    return this.below(16 ** digits)
      .toString(16)
      .padStart(digits, '0');
  }
}
