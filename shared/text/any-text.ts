/** Finds the next place in a long text where any of many texts stands. */
import { byteOf, gramBefore, gramShape, GramTable, SPREAD } from './gram-table';
import { rarestGramEnds } from './rarest-gram';

/** A window holds no longer stretch. */
const LONGEST_GRAM = 4;

export class AnyText {
  readonly #texts: readonly string[];
  /** All stretches have the length that the shortest text has, too. */
  readonly #mask: number;
  readonly #ends: Int32Array;
  readonly #table: GramTable;

  /** @param texts none of them empty */
  constructor(texts: readonly string[]) {
    this.#texts = texts;
    const characters = texts.reduce((least, { length }) => Math.min(least, length), LONGEST_GRAM);
    this.#mask = gramShape(characters).mask;
    this.#ends = rarestGramEnds(texts, characters);
    this.#table = new GramTable(
      texts.map((text, at) => gramBefore(text, this.#ends[at] ?? 0, characters)),
    );
  }

  /**
   * Where one of them stands, at a position or behind it; -1 where none does. Of two that overlap it may be the
   * later one.
   */
  next(value: string, from: number): number {
    const mask = this.#mask;
    const { met, metShift } = this.#table;
    let window = 0;
    for (let at = from; at < value.length; at++) {
      window = (window << 8) | byteOf(value.charCodeAt(at));
      const gram = window & mask;
      if (met[Math.imul(gram, SPREAD) >>> metShift] !== 1) continue;
      const start = this.#startOf(gram, value, from, at + 1);
      if (start >= 0) return start;
    }
    return -1;
  }

  /** Where a text begins whose stretch ends there; -1 where none does behind `from`. */
  #startOf(gram: number, value: string, from: number, end: number): number {
    for (let entry = this.#table.first(gram); entry >= 0; entry = this.#table.after(entry, gram)) {
      const start = end - (this.#ends[entry] ?? 0);
      if (start >= from && value.startsWith(this.#texts[entry] ?? '', start)) return start;
    }
    return -1;
  }
}
