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
export const SPREAD = 0x9e3779b1;
const WINDOW_CHARACTERS = 4;

/**
 * One byte of a character; texts that differ only in the rest are told apart when they are compared. ASCII, which
 * most values are all of, stays apart from all others, of which some rules look for single ones.
 */
export const byteOf = (code: number): number =>
  code < 0x80 ? code : ((code ^ (code >>> 8)) & 0x7f) | 0x80;

/** How stretches of one length are read off a window of four characters and the four in front of it, without asking. */
export interface GramShape {
  /** The bits of the window that belong to it. */
  readonly mask: number;
  /** What those in front of the window are spread by. */
  readonly spread: number;
}

export const gramShape = (characters: number): GramShape => ({
  mask: characters < WINDOW_CHARACTERS ? (1 << (8 * characters)) - 1 : -1,
  spread: characters > WINDOW_CHARACTERS ? SPREAD : 0,
});

export const gramOf = (window: number, before: number, { mask, spread }: GramShape): number =>
  (window & mask) ^ Math.imul(before, spread);

/** The stretch of so many characters that ends before `end`. */
export function gramBefore(text: string, end: number, characters: number): number {
  let window = 0;
  let before = 0;
  for (let at = end - characters; at < end; at++) {
    before = (before << 8) | (window >>> 24);
    window = (window << 8) | byteOf(text.charCodeAt(at));
  }
  return gramOf(window, before, gramShape(characters));
}

/** Bits that number the places of so many entries with `room` for each. */
const bitsFor = (entries: number, room: number): number => Math.ceil(Math.log2(entries * room + 1));

/** What most stretches of a value are told by: a byte for each of so many places an entry. */
const MET_ROOM = 64;
/** All of them have to stay near the processor. */
const MOST_MET_BITS = 16;

/** Stretches of one length with the entries that have them. */
export class GramTable {
  /**
   * By `Math.imul(gram, SPREAD) >>> metShift`, 1 where an entry falls there: for loops to look at before they ask, as
   * most stretches of a value are no entry's.
   */
  readonly met: Uint8Array;
  readonly metShift: number;
  readonly #shift: number;
  readonly #heads: Int32Array;
  readonly #next: Int32Array;
  readonly #grams: Int32Array;

  /** Entry number → its gram. */
  constructor(grams: readonly number[]) {
    const metBits = Math.min(MOST_MET_BITS, Math.max(6, bitsFor(grams.length, MET_ROOM)));
    this.metShift = 32 - metBits;
    this.met = new Uint8Array(1 << metBits);
    // Four slots an entry keep the chains short.
    const bits = Math.max(6, bitsFor(grams.length, 4));
    this.#shift = 32 - bits;
    this.#heads = new Int32Array(1 << bits).fill(-1);
    this.#next = new Int32Array(grams.length);
    this.#grams = Int32Array.from(grams);
    for (let entry = 0; entry < grams.length; entry++) {
      const slot = this.#slot(grams[entry] ?? 0);
      this.#next[entry] = this.#heads[slot] ?? -1;
      this.#heads[slot] = entry;
      this.met[Math.imul(grams[entry] ?? 0, SPREAD) >>> this.metShift] = 1;
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
