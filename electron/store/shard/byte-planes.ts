/** Columns of 64-bit integers as eight byte planes, which compress far better than the numbers in a row. */
import type { EventNumbers } from '../event-store';

const PLANES = 8;

/** The two words of each number, the low one first, in the same memory: all machines the program runs on are little-endian. */
export const wordsOf = (values: BigUint64Array): Uint32Array =>
  new Uint32Array(values.buffer, values.byteOffset, values.length * 2);

/** Values as differences to `base`, lowest bytes first, by the two words of 32 bits that each lies in: bigints are many times slower. */
export function toPlanes(values: BigUint64Array, base: bigint): Uint8Array {
  const count = values.length;
  const planes = new Uint8Array(count * PLANES);
  const words = wordsOf(values);
  const baseLow = Number(BigInt.asUintN(32, base));
  const baseHigh = Number(BigInt.asUintN(32, base >> 32n));
  for (let at = 0; at < count; at++) {
    const low = (words[2 * at] ?? 0) - baseLow;
    putWord(planes, at, count, low);
    putWord(planes, 4 * count + at, count, (words[2 * at + 1] ?? 0) - baseHigh - (low < 0 ? 1 : 0));
  }
  return planes;
}

/** Its four bytes, the lowest first, a plane apart. @param word of 32 bits, what is above them left out */
function putWord(planes: Uint8Array, at: number, plane: number, word: number): void {
  planes[at] = word;
  planes[at + plane] = word >> 8;
  planes[at + 2 * plane] = word >> 16;
  planes[at + 3 * plane] = word >> 24;
}

/** The way back. */
export function fromPlanes(planes: Uint8Array, base: bigint): BigUint64Array {
  const count = planes.length / PLANES;
  const values = new BigUint64Array(count);
  const words = wordsOf(values);
  const baseLow = Number(BigInt.asUintN(32, base));
  const baseHigh = Number(BigInt.asUintN(32, base >> 32n));
  for (let at = 0; at < count; at++) {
    const low = wordAt(planes, at, count) + baseLow;
    const carry = low > LARGEST_WORD ? 1 : 0;
    words[2 * at] = low;
    words[2 * at + 1] = wordAt(planes, 4 * count + at, count) + baseHigh + carry;
  }
  return values;
}

/** Numbers as they lie in their planes. */
export class PlaneNumbers implements EventNumbers {
  readonly #planes: Uint8Array;
  readonly #count: number;

  /** @param planes of differences to zero */
  constructor(planes: Uint8Array) {
    this.#planes = planes;
    this.#count = planes.length / PLANES;
  }

  at(event: number): bigint | undefined {
    if (event < 0 || event >= this.#count) return undefined;
    const low = wordAt(this.#planes, event, this.#count);
    const high = wordAt(this.#planes, 4 * this.#count + event, this.#count);
    return (BigInt(high) << 32n) | BigInt(low);
  }

  [Symbol.iterator](): Iterator<bigint> {
    return fromPlanes(this.#planes, 0n)[Symbol.iterator]();
  }
}

const LARGEST_WORD = 0xffff_ffff;

/** Four bytes that stand a plane apart, the lowest first. */
function wordAt(planes: Uint8Array, at: number, plane: number): number {
  const upper = ((planes[at + 2 * plane] ?? 0) << 16) | ((planes[at + 3 * plane] ?? 0) << 24);
  return ((planes[at] ?? 0) | ((planes[at + plane] ?? 0) << 8) | upper) >>> 0;
}
