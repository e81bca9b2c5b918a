import { describe, expect, it } from 'vitest';
import type {
  DataSource,
  RowRange,
  SourcePage,
  SourcePart,
} from '../../../renderer/table/data-source';
import { PAGE_ROWS, PageCache } from '../../../renderer/table/page-cache';

const ORDER = { column: 'time', direction: 'asc' } as const;

/** A source of numbered rows that answers when told to. */
class SlowNumbers implements DataSource<number> {
  readonly tries = 0;
  readonly asked: { range: RowRange; signal: AbortSignal; answer: () => void; fail: () => void }[] =
    [];
  readonly total: number;

  constructor(total: number) {
    this.total = total;
  }

  /** Whoever follows what is found so far. */
  follower: ((part: SourcePart<number>) => void) | null = null;

  follow(_columns: readonly string[], _order: unknown, onPart: (part: SourcePart<number>) => void) {
    this.follower = onPart;
    return () => {
      this.follower = null;
    };
  }

  rows(range: RowRange, _columns: readonly string[], _order: unknown, signal: AbortSignal) {
    return new Promise<SourcePage<number>>((resolve, reject) => {
      const end = Math.min(range.end, this.total);
      const rows = Array.from(
        { length: Math.max(0, end - range.start) },
        (_, at) => range.start + at,
      );
      const answer = (): void => resolve({ total: this.total, start: range.start, rows });
      this.asked.push({ range, signal, answer, fail: () => reject(new Error('gone')) });
    });
  }
}

const cacheOf = (source: SlowNumbers, before: PageCache<number> | null = null): PageCache<number> =>
  new PageCache({ source, columns: [], order: ORDER, version: '1' }, before);
const changed = (cache: PageCache<number>): Promise<void> =>
  new Promise((resolve) => {
    const stop = cache.subscribe(() => {
      stop();
      resolve();
    });
  });

async function loaded(source: SlowNumbers, before: PageCache<number> | null = null) {
  const cache = cacheOf(source, before);
  cache.want({ start: 0, end: 10 });
  const change = changed(cache);
  source.asked[0]?.answer();
  await change;
  return cache;
}

describe('page cache', () => {
  it('shows what was found so far until the answer is here', async () => {
    const before = await loaded(new SlowNumbers(3));
    const source = new SlowNumbers(1_000);
    const cache = cacheOf(source, before);
    cache.want({ start: 0, end: 10 });
    expect([cache.total, cache.at(2), cache.partial]).toEqual([3, 2, false]);
    const part = { rows: [7, 8], found: 41, searched: 1, files: 9 };
    source.follower?.(part);
    expect([cache.total, cache.at(0), cache.at(2), cache.stale, cache.partial]).toEqual([
      ...[2, 7, undefined, true, true],
    ]);
    expect(cache.part).toBe(part);
    const change = changed(cache);
    source.asked[0]?.answer();
    await change;
    expect([cache.total, cache.at(0), cache.stale, cache.partial]).toEqual([
      1_000,
      0,
      false,
      false,
    ]);
    expect(source.follower).toBeNull();
  });

  it('lets go of what was found so far when it is dropped or fails', async () => {
    for (const end of ['drop', 'fail'] as const) {
      const source = new SlowNumbers(9);
      const cache = cacheOf(source);
      cache.want({ start: 0, end: 1 });
      source.follower?.({ rows: [1], found: 1, searched: 1, files: 2 });
      const change = end === 'fail' ? changed(cache) : Promise.resolve();
      if (end === 'drop') cache.abort();
      else source.asked[0]?.fail();
      await change;
      expect([cache.partial, cache.total, source.follower]).toEqual([false, 0, null]);
    }
  });

  it('asks for the pages in view, each once', async () => {
    const source = new SlowNumbers(1_000);
    const cache = await loaded(source);
    cache.want({ start: 0, end: PAGE_ROWS });
    cache.want({ start: PAGE_ROWS - 1, end: PAGE_ROWS + 1 });
    cache.want({ start: PAGE_ROWS - 1, end: PAGE_ROWS + 1 });
    expect(source.asked.map((one) => one.range.start)).toEqual([0, PAGE_ROWS]);
    expect(cache.total).toBe(1_000);
    expect(cache.at(7)).toBe(7);
    expect(cache.at(PAGE_ROWS)).toBeUndefined();
  });

  it('shows the rows before until the new ones are here', async () => {
    const before = await loaded(new SlowNumbers(50));
    const source = new SlowNumbers(3);
    const cache = cacheOf(source, before);
    expect([cache.stale, cache.total, cache.at(20), cache.exactTotal]).toEqual([
      true,
      50,
      20,
      null,
    ]);
    cache.want({ start: 0, end: 10 });
    const change = changed(cache);
    source.asked[0]?.answer();
    await change;
    expect([cache.stale, cache.total, cache.at(20), cache.exactTotal]).toEqual([
      false,
      3,
      undefined,
      3,
    ]);
  });

  it('gives up pages that were scrolled past', async () => {
    const source = new SlowNumbers(10_000);
    const cache = await loaded(source);
    cache.want({ start: PAGE_ROWS * 3, end: PAGE_ROWS * 3 + 10 });
    cache.want({ start: PAGE_ROWS * 9, end: PAGE_ROWS * 9 + 10 });
    expect(source.asked.map((one) => one.signal.aborted)).toEqual([false, true, false]);
  });

  it('keeps a failure and asks no more', async () => {
    const source = new SlowNumbers(10);
    const cache = cacheOf(source);
    cache.want({ start: 0, end: 10 });
    const change = changed(cache);
    source.asked[0]?.fail();
    await change;
    cache.want({ start: 0, end: 10 });
    expect(cache.error).toEqual(new Error('gone'));
    expect(source.asked).toHaveLength(1);
  });

  it('reads a stretch from what is here, or else from the source', async () => {
    const source = new SlowNumbers(1_000);
    const cache = await loaded(source);
    expect(await cache.read({ start: 3, end: 6 })).toMatchObject({ total: 1_000, rows: [3, 4, 5] });
    expect(source.asked).toHaveLength(1);
    const read = cache.read({ start: PAGE_ROWS - 1, end: PAGE_ROWS + 1 });
    source.asked[1]?.answer();
    expect(await read).toMatchObject({ total: 1_000, rows: [PAGE_ROWS - 1, PAGE_ROWS] });
  });
});
