/**
 * Texts by a stretch of at most four of their characters: a hash table whose look-up costs a multiplication
 * and a load. Tables for tens of thousands of texts are built in milliseconds and take a few hundred
 * kilobytes, where an automaton over them takes a hundred megabytes.
 */

/** Characters of a stretch: one byte of each, packed into 32 bits. */
const GRAM_CHARACTERS = 4;

/** A text and what the finder of it is told. */
export interface SoughtText {
  readonly text: string;
  readonly owner: number;
}

/** Short texts have shorter grams, so they stand in tables of their own. */
export function byGramLength<Text extends SoughtText>(
  sought: readonly Text[],
): ReadonlyMap<number, readonly Text[]> {
  const lengths = new Map<number, Text[]>();
  for (const one of sought) {
    const length = Math.min(one.text.length, GRAM_CHARACTERS);
    const others = lengths.get(length);
    if (others === undefined) lengths.set(length, [one]);
    else others.push(one);
  }
  return lengths;
}

/** Spreads packed characters over 32 bits (the golden ratio, as in Fibonacci hashing). */
const SPREAD = 0x9e3779b1;

/** One byte of a character; texts that differ only in the rest are told apart when they are compared. */
export const byteOf = (code: number): number => (code ^ (code >>> 8)) & 0xff;

/** The last `characters` of a packed window. */
export const windowMask = (characters: number): number =>
  characters >= GRAM_CHARACTERS ? -1 : (1 << (8 * characters)) - 1;

/** Packs the characters of a text from `from` to before `to`. */
export function packed(text: string, from: number, to: number): number {
  let gram = 0;
  for (let at = from; at < to; at++) gram = (gram << 8) | byteOf(text.charCodeAt(at));
  return gram;
}

/** Grams of one length with the entries that have them. */
export class GramTable {
  readonly mask: number;
  readonly #shift: number;
  readonly #heads: Int32Array;
  readonly #next: Int32Array;
  readonly #grams: Int32Array;

  /** Entry number → its gram. */
  constructor(characters: number, grams: readonly number[]) {
    this.mask = windowMask(characters);
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
