/**
 * A split-block Bloom filter: a key sets a bit in each of the eight words of one block of 32 bytes, so a look
 * costs one line of memory. It never says no to a key that was put in.
 */
import { MOST_FILTER_BYTES } from '@shared/contract/shard-outline';

const WORDS = 8;
export const FILTER_BLOCK_BYTES = WORDS * Uint32Array.BYTES_PER_ELEMENT;
/** One look in a hundred says "may be" wrongly. */
const BITS_PER_KEY = 10;
const WORD = 2 ** 32;

/** Odd numbers, one for each word of a block, as Apache Parquet's filters have them. */
const SALTS = Uint32Array.of(
  ...[0x47b6_137b, 0x4497_4d91, 0x8824_ad5b, 0xa2b7_289d],
  ...[0x7054_95c7, 0x2df1_424b, 0x9efc_4947, 0x5c6b_fb31],
);

export class ValueFilter {
  readonly #words: Uint32Array;
  readonly #blocks: number;

  /** @param bytes as `filterOf` made them */
  constructor(bytes: Uint8Array) {
    // A row's blob begins where it will, words only at multiples of four.
    const own =
      bytes.byteOffset % Uint32Array.BYTES_PER_ELEMENT === 0 ? bytes : Uint8Array.from(bytes);
    this.#blocks = Math.floor(own.length / FILTER_BLOCK_BYTES);
    this.#words = new Uint32Array(own.buffer, own.byteOffset, this.#blocks * WORDS);
  }

  has(key: number): boolean {
    const first = this.#firstWord(key);
    for (let at = 0; at < WORDS; at++)
      if (((this.#words[first + at] ?? 0) & bitOf(key, at)) === 0) return false;
    return true;
  }

  hasAll(keys: readonly number[]): boolean {
    return keys.every((key) => this.has(key));
  }

  put(key: number): void {
    const first = this.#firstWord(key);
    for (let at = 0; at < WORDS; at++)
      this.#words[first + at] = (this.#words[first + at] ?? 0) | bitOf(key, at);
  }

  #firstWord(key: number): number {
    return Math.floor((key * this.#blocks) / WORD) * WORDS;
  }
}

/** The bits within a block must not follow from what chose the block. */
const bitOf = (key: number, at: number): number =>
  1 << (Math.imul(Math.imul(key, 0x9e37_79b1) ^ (key >>> 15), SALTS[at] ?? 0) >>> 27);

/** @param count how many keys there are */
export function filterOf(keys: Iterable<number>, count: number): Uint8Array {
  const wanted = Math.ceil((count * BITS_PER_KEY) / 8 / FILTER_BLOCK_BYTES);
  const blocks = Math.min(Math.max(1, wanted), MOST_FILTER_BYTES / FILTER_BLOCK_BYTES);
  const bytes = new Uint8Array(blocks * FILTER_BLOCK_BYTES);
  const filter = new ValueFilter(bytes);
  for (const key of keys) filter.put(key);
  return bytes;
}
