/**
 * Rows of a question in their order, from anywhere: by time, file and place; those without a time behind them, and
 * turned as a whole the other way round. A cluster shows no more than ten thousand rows from the first: whoever jumps
 * further is taken near the row by counting stretches of time, files and places.
 */
import { z } from 'zod';
import { type Clause, allOf, anyOf, noneOf, within } from '../query/clause';
import { TIMED } from '../query/time-clauses';
import type { CaseIndex, DocumentHit } from './case-index';

/** How far a cluster is followed. */
export interface Reach {
  /** Rows it shows from the first: `index.max_result_window`. */
  readonly window: number;
  /** Rows of one call. */
  readonly rows: number;
}
const REACH: Reach = { window: 10_000, rows: 2_000 };

/** Stretches that are counted at once. */
const STRETCHES = 64n;

const COUNT = z.object({ doc_count: z.number() });
const COUNTED = z.object({ buckets: z.array(COUNT) });

type Key = 'ticks' | 'file' | 'event';

/** Rows with a time, or those without. */
interface Section {
  readonly query: Clause;
  readonly count: number;
  readonly keys: readonly Key[];
}

/** Rows from here on, with how many are before. */
interface Start {
  readonly query: Clause;
  readonly before: number;
}

export class FoundRows {
  readonly count: number;
  readonly timed: number;
  readonly #index: CaseIndex;
  readonly #sort: 'asc' | 'desc';
  readonly #reach: Reach;
  readonly #sections: readonly [Section, Section];
  /** Where the last jump went, by its section. */
  readonly #starts = new Map<Section, Start>();

  constructor(index: CaseIndex, query: Clause, sort: 'asc' | 'desc', reach = REACH) {
    this.#reach = reach;
    this.#index = index;
    this.#sort = sort;
    const [count = 0, timed = 0] = index.counts([query, allOf([query, TIMED])]);
    this.count = count;
    this.timed = timed;
    this.#sections = [
      { query: allOf([query, TIMED]), count: this.timed, keys: ['ticks', 'file', 'event'] },
      {
        query: allOf([query, noneOf([TIMED])]),
        count: this.count - this.timed,
        keys: ['file', 'event'],
      },
    ];
  }

  /** From row `start` to before `end`. @param shape what of the documents is wanted, as `_source` and the like */
  page(start: number, end: number, shape: object): DocumentHit[] {
    const [timed, untimed] = this.#sections;
    return [
      ...this.#rows(timed, start, Math.min(end, timed.count), shape),
      ...this.#rows(untimed, Math.max(0, start - timed.count), end - timed.count, shape),
    ];
  }

  #rows(section: Section, start: number, end: number, shape: object): DocumentHit[] {
    const hits: DocumentHit[] = [];
    const last = Math.min(end, section.count);
    for (let from = start; from < last; from += this.#reach.rows)
      hits.push(...this.#ordered(section, from, Math.min(from + this.#reach.rows, last), shape));
    return hits;
  }

  #ordered(section: Section, start: number, end: number, shape: object): DocumentHit[] {
    if (this.#sort === 'asc') return this.#ascending(section, start, end, shape);
    return this.#ascending(section, section.count - end, section.count - start, shape).toReversed();
  }

  /** By rank: the earliest is 0. */
  #ascending(section: Section, from: number, to: number, shape: object): DocumentHit[] {
    const size = to - from;
    if (section.count - from <= this.#reach.window && to > this.#reach.window) {
      const last = { query: section.query, before: section.count - to };
      return this.#read(section, last, section.count - to, size, shape, 'desc').toReversed();
    }
    const start = this.#startOf(section, from, to);
    return this.#read(section, start, from - start.before, size, shape, 'asc');
  }

  #read(
    { keys }: Section,
    { query }: Start,
    from: number,
    size: number,
    shape: object,
    order: 'asc' | 'desc',
  ): DocumentHit[] {
    const sort = keys.map((key) => ({ [key]: order }));
    const asked = { query, from, size, sort, track_total_hits: false, ...shape };
    return [...this.#index.search(asked).hits.hits];
  }

  #startOf(section: Section, from: number, to: number): Start {
    if (to <= this.#reach.window) return { query: section.query, before: 0 };
    const known = this.#starts.get(section);
    if (known !== undefined && known.before <= from && to - known.before <= this.#reach.window)
      return known;
    const start = new Seek(this.#index, section, this.#reach.window - this.#reach.rows).to(from);
    this.#starts.set(section, start);
    return start;
  }
}

/** Goes near a rank, key by key. */
class Seek {
  readonly #index: CaseIndex;
  readonly #section: Section;
  /** Rows that are gone through one by one. */
  readonly #near: number;

  constructor(index: CaseIndex, section: Section, near: number) {
    this.#near = near;
    this.#index = index;
    this.#section = section;
  }

  to(rank: number): Start {
    const { query, keys } = this.#section;
    const fixed: [Key, bigint][] = [];
    let [among, before] = [query, 0];
    for (const key of keys) {
      let [low, high] = this.#ends(among, key);
      while (rank - before > this.#near && low < high) {
        const stretches = cut(low, high);
        const counts = this.#counts(among, key, stretches);
        const at = placeOf(counts, rank - before);
        [low, high] = stretches[at] ?? [low, high];
        before += counts.slice(0, at).reduce((sum, count) => sum + count, 0);
      }
      if (rank - before <= this.#near)
        return { query: allOf([query, onwards(fixed, key, low)]), before };
      fixed.push([key, low]);
      among = allOf([among, exactly(key, low)]);
    }
    throw new RangeError('two events at one place');
  }

  #ends(among: Clause, key: Key): [bigint, bigint] {
    const asked = (order: 'asc' | 'desc') => ({
      ...{ query: among, size: 1, track_total_hits: false, _source: false },
      sort: [{ [key]: order }],
    });
    const [first, last] = this.#index
      .searches([asked('asc'), asked('desc')])
      .map(({ hits }) => BigInt(hits.hits[0]?.sort?.[0] ?? 0));
    return [first ?? 0n, last ?? 0n];
  }

  #counts(among: Clause, key: Key, stretches: readonly (readonly [bigint, bigint])[]): number[] {
    const filters = stretches.map(([low, high]) => between(key, low, high));
    const aggs = { stretch: { filters: { filters } } };
    const answer = this.#index.search({ query: among, size: 0, track_total_hits: false, aggs });
    const { buckets } = COUNTED.parse(answer.aggregations?.['stretch']);
    return buckets.map(({ doc_count: count }) => count);
  }
}

/** Stretches of a range, both ends in. */
function cut(low: bigint, high: bigint): [bigint, bigint][] {
  const width = (high - low) / STRETCHES + 1n;
  const stretches: [bigint, bigint][] = [];
  for (let from = low; from <= high; from += width)
    stretches.push([from, from + width > high ? high : from + width - 1n]);
  return stretches;
}

/** Which stretch has the rank. */
function placeOf(counts: readonly number[], rank: number): number {
  let before = 0;
  const at = counts.findIndex((count) => (before += count) > rank);
  return at < 0 ? counts.length - 1 : at;
}

const between = (key: Key, low: bigint, high: bigint): Clause =>
  within(key, { gte: String(low), lte: String(high) });
const exactly = (key: Key, value: bigint): Clause => between(key, value, value);

/** Rows from a key on, where those before it in the order are fixed. */
function onwards(fixed: readonly (readonly [Key, bigint])[], key: Key, low: bigint): Clause {
  const behind = fixed.map(([other, value], at) =>
    allOf([
      ...fixed.slice(0, at).map(([one, own]) => exactly(one, own)),
      within(other, { gt: String(value) }),
    ]),
  );
  const here = allOf([
    ...fixed.map(([one, own]) => exactly(one, own)),
    within(key, { gte: String(low) }),
  ]);
  return anyOf([...behind, here]);
}
