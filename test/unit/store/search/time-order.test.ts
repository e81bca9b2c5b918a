/** The order by buckets against plain sorting, whatever the times and wherever it is looked at. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TimeOrder } from '@electron/store/search/time-order';
import { wordsOf } from '@electron/store/search/time-words';

const any = fc.bigInt({ min: 0n, max: 0xffff_ffff_ffff_ffffn });
const base = fc.constantFrom(0n, 132_000_000_000_000_000n, 0xffff_ffff_0000_0000n);

/** Many more events than are sorted at once, in clusters of any width, as an outlier makes them. */
const manyTimes = fc
  .record({
    size: fc.integer({ min: 20_000, max: 40_000 }),
    seed: fc.nat(),
    clusters: fc.array(fc.tuple(base, fc.constantFrom(1n, 3n, 10_000n, 1n << 40n)), {
      minLength: 1,
      maxLength: 3,
    }),
    outliers: fc.array(any, { maxLength: 3 }),
  })
  .map(({ size, seed, clusters, outliers }) => {
    let state = BigInt(seed) + 1n;
    const next = (): bigint =>
      (state = (state * 6_364_136_223_846_793_005n + 1n) & 0xffff_ffff_ffff_ffffn);
    const times = Array.from({ length: size }, () => {
      const [start, width] = clusters[Number((next() >> 33n) % BigInt(clusters.length))] ?? [
        0n,
        1n,
      ];
      return BigInt.asUintN(64, start + ((next() >> 20n) % width));
    });
    return [...times, ...outliers];
  });

const plainly = (times: readonly bigint[]): number[] =>
  times
    .map((time, at) => ({ time, at }))
    .sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : a.at - b.at))
    .map(({ at }) => at);

const orderOf = (times: readonly bigint[]): TimeOrder =>
  new TimeOrder(
    wordsOf(BigUint64Array.from(times)),
    Uint32Array.from(times, (_, at) => at),
  );

test.each([
  ['few times', fc.array(fc.oneof(any, fc.bigInt({ min: 0n, max: 5n })), { maxLength: 50 }), 300],
  ['many times', manyTimes, 25],
])('%s come in the order of plain sorting', (_, given, numRuns) => {
  fc.assert(
    fc.property(given, fc.array(fc.nat()), (times, looks) => {
      const expected = plainly(times);
      const order = orderOf(times);
      for (const look of looks) {
        const rank = look % (times.length + 1);
        expect(order.at(rank)).toBe(expected[rank]);
      }
      expect(times.map((_time, rank) => order.at(rank))).toEqual(expected);
      expect(order.at(times.length)).toBeUndefined();
      expect(order.at(-1)).toBeUndefined();
    }),
    { numRuns },
  );
});
