/**
 * Times of 64 bits as the two words of 32 bits they lie in, the low one first: numbers, which are read and
 * compared many times faster than bigints. All machines the program runs on are little-endian.
 */

/** The same memory. */
export const wordsOf = (times: BigUint64Array): Uint32Array =>
  new Uint32Array(times.buffer, times.byteOffset, times.length * 2);

/** Below zero where the first time is before the second, zero where they are equal. */
export function compareTimes(words: Uint32Array, left: number, right: number): number {
  return (
    (words[2 * left + 1] ?? 0) - (words[2 * right + 1] ?? 0) ||
    (words[2 * left] ?? 0) - (words[2 * right] ?? 0)
  );
}

const WORD = 2 ** 32;

/**
 * Ticks from one time to a later one: exact below 2^53 (28 years), else rounded, but never so that a later
 * time comes out nearer.
 */
export function ticksBetween(words: Uint32Array, from: number, to: number): number {
  const high = (words[2 * to + 1] ?? 0) - (words[2 * from + 1] ?? 0);
  return high * WORD + ((words[2 * to] ?? 0) - (words[2 * from] ?? 0));
}

export interface TimeBound {
  readonly high: number;
  readonly low: number;
}

/** A time to compare others with, which may lie before or behind all that 64 bits can say. */
export const boundOf = (time: bigint): TimeBound => ({
  high: Number(time >> 32n),
  low: Number(BigInt.asUintN(32, time)),
});

/** Below zero where the time is before the bound, zero where it is equal. */
export const compareToBound = (words: Uint32Array, at: number, { high, low }: TimeBound): number =>
  (words[2 * at + 1] ?? 0) - high || (words[2 * at] ?? 0) - low;
