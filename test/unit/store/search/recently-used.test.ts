import v8 from 'node:v8';
import vm from 'node:vm';
import { describe, expect, it, vi } from 'vitest';
import { RecentlyUsed } from '@electron/store/search/recently-used';

/** A cache of texts that each weigh their length, and what it gave up so far. */
function cacheOf(most: number): { cache: RecentlyUsed<string, string>; given: string[] } {
  const given: string[] = [];
  const giveUp = (text: string): void => void given.push(text);
  return { cache: new RecentlyUsed(most, giveUp, (text) => text.length), given };
}

const made = (): never => {
  throw new Error('it was made again');
};

describe('a bounded cache', () => {
  it('gives up what was not used for longest, by weight', () => {
    const { cache, given } = cacheOf(6);
    cache.get('a', () => 'aa');
    cache.get('b', () => 'bb');
    cache.get('a', made);
    cache.get('c', () => 'ccc');
    expect(given).toEqual(['bb']);
    expect(cache.get('a', made)).toBe('aa');
  });

  it('keeps the newest even where it is too heavy alone', () => {
    const { cache, given } = cacheOf(2);
    cache.get('a', () => 'a');
    cache.get('b', () => 'bbbb');
    expect(given).toEqual(['a']);
    expect(cache.get('b', made)).toBe('bbbb');
  });

  it('keeps to another bound from when it is set', () => {
    const { cache, given } = cacheOf(9);
    for (const text of ['a', 'bb', 'ccc']) cache.get(text, () => text);
    cache.limit(3);
    expect(given).toEqual(['a', 'bb']);
    cache.limit(5);
    cache.get('dd', () => 'dd');
    cache.get('e', () => 'e');
    expect(given).toEqual(['a', 'bb', 'ccc']);
  });

  it('gives up one entry on request, once, and has its room again', () => {
    const { cache, given } = cacheOf(4);
    cache.get('a', () => 'aa');
    cache.get('b', () => 'bb');
    cache.giveUp('a');
    cache.giveUp('a');
    cache.get('c', () => 'cc');
    expect(given).toEqual(['aa']);
    cache.clear();
    expect(given).toEqual(['aa', 'bb', 'cc']);
    expect(cache.get('b', () => 'anew')).toBe('anew');
  });

  it('weighs what has grown when it is used again', () => {
    const given: string[][] = [];
    const giveUp = (list: string[]): void => void given.push(list);
    const cache = new RecentlyUsed<string, string[]>(3, giveUp, (list) => list.length);
    const grows = cache.get('a', () => ['a']);
    cache.get('b', () => ['b']);
    grows.push('a', 'a');
    expect(given).toEqual([]);
    cache.get('a', made);
    expect(given).toEqual([['b']]);
    const newest = cache.get('c', () => ['c']);
    expect(given).toEqual([['b'], grows]);
    cache.clear();
    expect(given).toEqual([['b'], grows, newest]);
  });

  it('holds on to nothing it has given up', async () => {
    v8.setFlagsFromString('--expose-gc');
    const collect = vm.runInNewContext('gc') as () => void;
    const cache = new RecentlyUsed<string, object>(3);
    const given = [new WeakRef(cache.replace('a', { large: 'a' }))];
    cache.giveUp('a');
    given.push(new WeakRef(cache.replace('b', { large: 'b' })));
    cache.clear();
    // What a WeakRef was asked for lives to the end of the turn.
    await vi.waitUntil(() => {
      collect();
      return given.every((one) => one.deref() === undefined);
    });
  });
});
