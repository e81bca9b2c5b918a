import { describe, expect, it } from 'vitest';
import { ComingRow } from '../../../renderer/table/coming-row';
import type { DataSource } from '../../../renderer/table/data-source';
import { PAGE_ROWS, PageCache } from '../../../renderer/table/page-cache';

const TOTAL = PAGE_ROWS * 3;
const NUMBERS: DataSource<number> = {
  tries: 0,
  rows: ({ start, end }) =>
    Promise.resolve({
      total: TOTAL,
      start,
      rows: Array.from({ length: end - start }, (_, at) => start + at),
    }),
};
const cacheOf = (before: PageCache<number> | null = null): PageCache<number> =>
  new PageCache(
    { source: NUMBERS, columns: [], order: { column: 'time', direction: 'asc' }, version: '1' },
    before,
  );

/** Asks for a row and waits for its page. */
function arrived(cache: PageCache<number>, row: number): Promise<void> {
  return new Promise((resolve) => {
    const stop = cache.subscribe(() => {
      stop();
      resolve();
    });
    cache.want({ start: row, end: row + 1 });
  });
}

describe('a row the cursor is ahead of', () => {
  it('is handed out once, when its page has arrived', async () => {
    const cache = cacheOf();
    await arrived(cache, 0);
    const coming = new ComingRow<number>();
    coming.await(cache, TOTAL - 1);
    expect(coming.take(cache)).toBeUndefined();
    await arrived(cache, TOTAL - 1);
    expect(coming.take(cache)).toBe(TOTAL - 1);
    expect(coming.take(cache)).toBeUndefined();
  });

  it('is forgotten when the cursor goes elsewhere', async () => {
    const cache = cacheOf();
    const coming = new ComingRow<number>();
    coming.await(cache, 5);
    coming.drop();
    await arrived(cache, 5);
    expect(coming.take(cache)).toBeUndefined();
  });

  it('is given up when another question is asked', async () => {
    const first = cacheOf();
    const coming = new ComingRow<number>();
    coming.await(first, 5);
    const second = cacheOf(first);
    await arrived(second, 5);
    expect(coming.take(second)).toBeUndefined();
    await arrived(first, 5);
    expect(coming.take(first)).toBeUndefined();
  });
});
