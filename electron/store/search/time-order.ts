/**
 * Events in the order of their times, without sorting what nobody looks at: they are counted into buckets of
 * equal stretches of time, and a bucket is sorted when one of its places is asked for. A bucket that holds too
 * many (one event of 1601 stretches all others into one) is divided into buckets again.
 */
import { compareTimes, ticksBetween } from './time-words';

/** Sorted by comparing, in some milliseconds. */
const LARGEST_SORTED = 8_192;
/** As many as 16 bits number; their counts lie in a processor's cache. Ten million events have some 150 in each. */
const MOST_BUCKETS = 1 << 16;

export class TimeOrder {
  readonly #words: Uint32Array;
  /** Positions of events. Those of different buckets are in order, those of one as they were given. */
  readonly #positions: Uint32Array;
  readonly #starts: Uint32Array | null;
  readonly #settled: Uint8Array;
  readonly #divided = new Map<number, TimeOrder>();

  /**
   * @param words two for each event's time, by position
   * @param positions ascending, which is their order where times are equal; put into order here
   */
  constructor(words: Uint32Array, positions: Uint32Array) {
    this.#words = words;
    this.#positions = positions;
    this.#starts = this.#divide();
    this.#settled = new Uint8Array(this.#starts?.length ?? 0);
  }

  /** Position of the event at a place in the order. */
  at(rank: number): number | undefined {
    const starts = this.#starts;
    if (starts === null || rank < 0 || rank >= this.#positions.length) return this.#positions[rank];
    const bucket = bucketOf(starts, rank);
    const start = starts[bucket] ?? 0;
    if (this.#settled[bucket] !== 1) this.#settle(bucket, start, starts[bucket + 1] ?? 0);
    return this.#divided.get(bucket)?.at(rank - start) ?? this.#positions[rank];
  }

  #settle(bucket: number, start: number, end: number): void {
    this.#settled[bucket] = 1;
    const positions = this.#positions.subarray(start, end);
    if (positions.length > LARGEST_SORTED)
      this.#divided.set(bucket, new TimeOrder(this.#words, positions));
    else if (positions.length > 1) sort(this.#words, positions);
  }

  /** Where each bucket begins, and the end; null where nothing needs buckets, and all is in order. */
  #divide(): Uint32Array | null {
    const { first, span } = extent(this.#words, this.#positions);
    if (span === 0) return null;
    if (this.#positions.length <= LARGEST_SORTED) {
      sort(this.#words, this.#positions);
      return null;
    }
    return intoBuckets(this.#words, this.#positions, first, span);
  }
}

function sort(words: Uint32Array, positions: Uint32Array): void {
  positions.sort((left, right) => compareTimes(words, left, right) || left - right);
}

/** Position of the earliest event, and ticks from it to the latest. */
function extent(words: Uint32Array, positions: Uint32Array): { first: number; span: number } {
  let first = positions[0] ?? 0;
  let last = first;
  for (let at = 1; at < positions.length; at++) {
    const position = positions[at] ?? 0;
    if (compareTimes(words, position, first) < 0) first = position;
    else if (compareTimes(words, position, last) > 0) last = position;
  }
  return { first, span: ticksBetween(words, first, last) };
}

/** Counting sort, which leaves those of one bucket in their order. */
function intoBuckets(
  words: Uint32Array,
  positions: Uint32Array,
  first: number,
  span: number,
): Uint32Array {
  const buckets = Math.min(MOST_BUCKETS, positions.length);
  const given = positions.slice();
  const bucketsOf = new Uint16Array(positions.length);
  const starts = new Uint32Array(buckets + 1);
  const scale = buckets / (span + 1);
  for (let at = 0; at < given.length; at++) {
    const ticks = ticksBetween(words, first, given[at] ?? 0);
    const bucket = Math.min(buckets - 1, Math.floor(ticks * scale));
    bucketsOf[at] = bucket;
    count(starts, bucket + 1);
  }
  for (let at = 0; at < buckets; at++) starts[at + 1] = (starts[at + 1] ?? 0) + (starts[at] ?? 0);
  const next = starts.slice();
  for (let at = 0; at < given.length; at++)
    positions[count(next, bucketsOf[at] ?? 0)] = given[at] ?? 0;
  return starts;
}

/** Counts one more. @returns how many there were */
function count(counts: Uint32Array, at: number): number {
  const before = counts[at] ?? 0;
  counts[at] = before + 1;
  return before;
}

/** The last bucket that begins at or before a place; empty ones begin where the next does. */
function bucketOf(starts: Uint32Array, rank: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= rank) low = middle;
    else high = middle - 1;
  }
  return low;
}
