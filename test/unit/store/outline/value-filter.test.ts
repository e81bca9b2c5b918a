import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MOST_FILTER_BYTES } from '@shared/contract/shard-outline';
import { filterOf, ValueFilter } from '@electron/store/outline/value-filter';

const key = fc.nat({ max: 0xffff_ffff });

test('a key that was put in is never missed, wherever the bytes lie', () => {
  fc.assert(
    fc.property(fc.array(key, { maxLength: 3_000 }), fc.nat({ max: 5 }), (keys, shift) => {
      const bytes = filterOf(keys, keys.length);
      const row = new Uint8Array(bytes.length + shift);
      row.set(bytes, shift);
      const filter = new ValueFilter(row.subarray(shift));
      expect(keys.every((one) => filter.has(one))).toBe(true);
    }),
  );
});

test('of others one in a hundred or so is not told apart', () => {
  const keys = Array.from({ length: 20_000 }, (_, at) => Math.imul(at, 0x9e37_79b1) >>> 0);
  const inside = new Set(keys);
  const filter = new ValueFilter(filterOf(keys, keys.length));
  const others = Array.from({ length: 100_000 }, (_, at) => Math.imul(at, 0x85eb_ca6b) >>> 0);
  const wrong = others.filter((one) => !inside.has(one) && filter.has(one));
  expect(wrong.length).toBeLessThan(2_000);
});

test('it has a bound, and an empty one knows nothing', () => {
  const many = filterOf(
    Array.from({ length: 100_000 }, (_, at) => at),
    100_000,
  );
  expect(many.length).toBe(MOST_FILTER_BYTES);
  expect(new ValueFilter(filterOf([], 0)).has(7)).toBe(false);
});
