/**
 * Texts by a stretch of their characters: a hash table whose look-up costs a multiplication and a load. Tables
 * for tens of thousands of texts are built in milliseconds and take a few hundred kilobytes, where an
 * automaton over them takes a hundred megabytes.
 */

/** A text and what the finder of it is told. */
export interface SoughtText {
  readonly text: string;
  readonly owner: number;
}

/** Long texts have the longest stretches, which hardly any value has by chance; short ones have shorter. */
const GRAM_LENGTHS = [8, 4, 3, 2, 1];

/** Texts by the length of their stretches, so that each length has a table of its own. */
export function byGramLength<Text extends SoughtText>(
  sought: readonly Text[],
): ReadonlyMap<number, readonly Text[]> {
  const lengths = new Map<number, Text[]>();
  for (const one of sought) {
    const length = GRAM_LENGTHS.find((characters) => one.text.length >= characters) ?? 0;
    const others = lengths.get(length);
    if (others === undefined) lengths.set(length, [one]);
    else others.push(one);
  }
  return lengths;
}

/** Spreads packed characters over 32 bits (the golden ratio, as in Fibonacci hashing). */
const SPREAD = 0x9e3779b1;
const WINDOW_CHARACTERS = 4;

/** One byte of a character; texts that differ only in the rest are told apart when they are compared. */
export const byteOf = (code: number): number => (code ^ (code >>> 8)) & 0xff;

/** The stretch that ends with a window of four characters; `before` are the four in front of it. */
export function gramOf(window: number, before: number, characters: number): number {
  if (characters > WINDOW_CHARACTERS) return window ^ Math.imul(before, SPREAD);
  return characters === WINDOW_CHARACTERS ? window : window & ((1 << (8 * characters)) - 1);
}

/** The stretch of so many characters that ends before `end`. */
export function gramBefore(text: string, end: number, characters: number): number {
  let window = 0;
  let before = 0;
  for (let at = end - characters; at < end; at++) {
    before = (before << 8) | (window >>> 24);
    window = (window << 8) | byteOf(text.charCodeAt(at));
  }
  return gramOf(window, before, characters);
}

/** Stretches of one length with the entries that have them. */
export class GramTable {
  readonly #shift: number;
  readonly #heads: Int32Array;
  readonly #next: Int32Array;
  readonly #grams: Int32Array;

  /** Entry number → its gram. */
  constructor(grams: readonly number[]) {
    // Four slots an entry keep the chains short.
    const bits = Math.max(6, Math.ceil(Math.log2(grams.length * 4 + 1)));
    this.#shift = 32 - bits;
    this.#heads = new Int32Array(1 << bits).fill(-1);
    this.#next = new Int32Array(grams.length);
    this.#grams = Int32Array.from(grams);
    for (let entry = 0; entry < grams.length; entry++) {
      const slot = this.#slot(grams[entry] ?? 0);
      this.#next[entry] = this.#heads[slot] ?? -1;
      this.#heads[slot] = entry;
    }
  }

  #slot(gram: number): number {
    return Math.imul(gram, SPREAD) >>> this.#shift;
  }

  /** The first entry with the gram; -1 where there is none. */
  first(gram: number): number {
    return this.#withGram(this.#heads[this.#slot(gram)] ?? -1, gram);
  }

  /** The next entry with the same gram. */
  after(entry: number, gram: number): number {
    return this.#withGram(this.#next[entry] ?? -1, gram);
  }

  #withGram(from: number, gram: number): number {
    let entry = from;
    while (entry >= 0 && this.#grams[entry] !== gram) entry = this.#next[entry] ?? -1;
    return entry;
  }
}
