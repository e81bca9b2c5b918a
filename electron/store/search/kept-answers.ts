/**
 * What tests of stored values found in segments. Segments never change, so a part of a query that was asked before,
 * alone or among others, is not asked again while its answer is kept.
 */
import type { Places } from './places';
import { RecentlyUsed } from './recently-used';
import type { SegmentColumns } from './segment-columns';

/** Of a part that finds a third of ten million events, and a dozen that find few. */
const MOST_BYTES = 48 << 20;
/** Of an entry beside its places and its key. */
const OVERHEAD_BYTES = 256;
const CHARACTER_BYTES = 2;

interface Answer {
  readonly places: Places;
  readonly heldBytes: number;
}

export class KeptAnswers {
  readonly #known: RecentlyUsed<string, Answer>;

  /** @param threads that keep answers beside each other, each of segments of its own */
  constructor(threads: number) {
    this.#known = new RecentlyUsed(MOST_BYTES / threads, undefined, ({ heldBytes }) => heldBytes);
  }

  /** @param asked tells the test from all others */
  of(asked: string, { key, events }: SegmentColumns, find: () => Places): Places {
    const kept = this.#known.get(`${key} ${asked}`, () => {
      const found = find();
      const places = found?.length === events ? null : found;
      const characters = key.length + asked.length;
      const bytes = (places?.byteLength ?? 0) + characters * CHARACTER_BYTES;
      return { places, heldBytes: bytes + OVERHEAD_BYTES };
    });
    return kept.places;
  }
}
