/**
 * Values seen before, found by their bytes, so that what was made of one is made only once. A value chooses
 * its place; a newer one takes it over. Saves time and never changes an answer.
 */
import { equalBytes } from './equal-bytes';

const PLACES = 2_048;
const FACTOR = 0x9e37_79b1;
/** About how many words of a longer value choose its place. */
const WORDS_LOOKED_AT = 8;

/** The kind of a value is its length in the low 16 bits, and its type above (`lengthOf`, `typeOf`). */
const NO_KIND = -1;

export class KnownValues {
  static readonly places = PLACES;
  readonly #mostBytes: number;
  readonly #kinds = new Int32Array(PLACES).fill(NO_KIND);
  readonly #values: DataView;

  /** Longer values than `mostBytes` are not kept: they seldom come again. */
  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
    this.#values = new DataView(new ArrayBuffer(PLACES * mostBytes));
  }

  /** Where a value stands if it is known; -1 for values that are not kept. */
  placeOf(view: DataView, offset: number, kind: number): number {
    const length = kind & 0xffff;
    if (length > this.#mostBytes) return -1;
    let hash = kind;
    const step = length <= WORDS_LOOKED_AT * 4 ? 4 : Math.floor(length / WORDS_LOOKED_AT);
    const lastWord = offset + length - 4;
    for (let at = offset; at < lastWord; at += step) {
      hash = Math.imul(hash ^ view.getInt32(at, true), FACTOR);
    }
    hash = Math.imul(hash ^ lastOf(view, offset, length), FACTOR);
    return (hash ^ (hash >>> 15)) & (PLACES - 1);
  }

  /** Whether a place is that of a value. */
  holds(place: number, view: DataView, offset: number, kind: number): boolean {
    return (
      this.#kinds[place] === kind &&
      equalBytes(this.#values, place * this.#mostBytes, view, offset, kind & 0xffff)
    );
  }

  keep(place: number, view: DataView, offset: number, kind: number): void {
    const start = place * this.#mostBytes;
    const length = kind & 0xffff;
    for (let at = 0; at < length; at++) {
      this.#values.setUint8(start + at, view.getUint8(offset + at));
    }
    this.#kinds[place] = kind;
  }
}

/** The last word of a value, or what there is of one. */
function lastOf(view: DataView, offset: number, length: number): number {
  if (length >= 4) return view.getInt32(offset + length - 4, true);
  let word = 0;
  for (let at = 0; at < length; at++) word = (word << 8) | view.getUint8(offset + at);
  return word;
}
