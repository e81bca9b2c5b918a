/**
 * Texts of values that come again: names, paths, accounts, identifiers. They are found by the bytes of the
 * value, so that nothing is decoded twice and equal values are one string for all who count or compare them.
 * A value chooses its place; a newer one takes it over. Saves time and never changes an answer.
 */
import { equalBytes } from './equal-bytes';

const PLACES = 2_048;
/** Longer values seldom come again. */
const MOST_BYTES = 512;
const FACTOR = 0x9e37_79b1;
/** About how many words of a longer value choose its place. */
const WORDS_LOOKED_AT = 8;

/** The kind of a value is its length in the low 16 bits, and its type above (`lengthOf`, `typeOf`). */
const NO_KIND = -1;

export class TextPool {
  readonly #kinds = new Int32Array(PLACES).fill(NO_KIND);
  readonly #values = new DataView(new ArrayBuffer(PLACES * MOST_BYTES));
  readonly texts: string[] = Array.from({ length: PLACES }, () => '');

  /** Where the text of a value stands if it is there; -1 for values that are not kept. */
  placeOf(view: DataView, offset: number, kind: number): number {
    const length = kind & 0xffff;
    if (length > MOST_BYTES) return -1;
    let hash = kind;
    const step = length <= WORDS_LOOKED_AT * 4 ? 4 : Math.floor(length / WORDS_LOOKED_AT);
    const lastWord = offset + length - 4;
    for (let at = offset; at < lastWord; at += step) {
      hash = Math.imul(hash ^ view.getInt32(at, true), FACTOR);
    }
    if (length >= 4) hash = Math.imul(hash ^ view.getInt32(lastWord, true), FACTOR);
    else
      for (let at = 0; at < length; at++)
        hash = Math.imul(hash ^ view.getUint8(offset + at), FACTOR);
    return (hash ^ (hash >>> 15)) & (PLACES - 1);
  }

  /** Whether the text at a place is that of a value. */
  holds(place: number, view: DataView, offset: number, kind: number): boolean {
    if (this.#kinds[place] !== kind) return false;
    return equalBytes(this.#values, place * MOST_BYTES, view, offset, kind & 0xffff);
  }

  put(place: number, view: DataView, offset: number, kind: number, text: string): void {
    const start = place * MOST_BYTES;
    const length = kind & 0xffff;
    for (let at = 0; at < length; at++) {
      this.#values.setUint8(start + at, view.getUint8(offset + at));
    }
    this.#kinds[place] = kind;
    this.texts[place] = text;
  }
}
