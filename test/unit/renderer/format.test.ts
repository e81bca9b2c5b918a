import { describe, expect, it } from 'vitest';
import {
  formatCount,
  formatEta,
  formatRate,
  formatShortCount,
  formatSize,
  percentOf,
  plural,
} from '../../../renderer/lib/format';

describe('format', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1_000, '1.0 KB'],
    [69_632, '68 KB'],
    [1_181_116_006, '1.1 GB'],
  ])('size %d', (bytes, text) => {
    expect(formatSize(bytes)).toBe(text);
  });

  it.each([
    [248, '248'],
    [9_999, '9,999'],
    [12_400, '12.4k'],
    [999_999, '999k'],
    [4_812_907, '4.81M'],
  ])('short count %d', (count, text) => {
    expect(formatShortCount(count)).toBe(text);
  });

  it.each([
    [2, 'under 5 s'],
    [42, 'about 40 s'],
    [180, 'about 3 min'],
    [7_300, 'about 2 h'],
  ])('eta %d', (seconds, text) => {
    expect(formatEta(seconds)).toBe(text);
  });

  it('tells no percentage before there is a total, and none above 100', () => {
    expect(percentOf({ done: 5, total: 0 })).toBeNull();
    expect(percentOf({ done: 199, total: 200 })).toBe(99);
    expect(percentOf({ done: 300, total: 200 })).toBe(100);
  });

  it('names the unit of a rate', () => {
    const progress = {
      fileId: 1,
      state: 'indexing',
      done: 1,
      total: 2,
      ratePerSecond: 212_000,
      etaSeconds: null,
    } as const;
    expect(formatRate({ ...progress, unit: 'records' })).toBe('212k records/s');
    expect(formatRate({ ...progress, unit: 'bytes' })).toBe('207 KB/s');
    expect(formatRate({ ...progress, unit: 'bytes', ratePerSecond: 0 })).toBe('');
  });

  it('counts in words', () => {
    expect(plural(1, 'file')).toBe('1 file');
    expect(plural(1_200, 'file')).toBe('1,200 files');
    expect(formatCount(4_812_907)).toBe('4,812,907');
  });
});
