import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rangeOfHits, spreadOf } from '@electron/store/search/hit-times';
import { SPARK_PARTS } from '@shared/contract/hit-groups';
import type { FileTime } from '@shared/model/file-time';

const HOUR = 36_000_000_000n;
/** 2026 began so many hours after 1601. */
const hours = (count: number): FileTime => ((3_725_000n + BigInt(count)) * HOUR) as FileTime;
const EARLY = 1n as FileTime;
const of = (count: number): FileTime[] => Array.from({ length: count }, (_, at) => hours(at));

test('one event of the year 1601 presses no others into a bar, and is counted in the first', () => {
  for (const times of [of(3), of(240)]) {
    const all = [...times, EARLY];
    const { spark, earlier, later } = spreadOf(all, rangeOfHits(all));
    expect([earlier, later]).toEqual([1, 0]);
    expect(spark.filter((count) => count > 0).length).toBe(Math.min(times.length, SPARK_PARTS));
    expect(spark.reduce((sum, count) => sum + count, 0)).toBe(all.length);
  }
});

test('one far in the future stands in the last bar; of few hits none is left out of the range', () => {
  const late = (hours(0) + 10_000_000n * HOUR) as FileTime;
  const all = [...of(48), late];
  const { spark, earlier, later } = spreadOf(all, rangeOfHits(all));
  expect([earlier, later]).toEqual([0, 1]);
  expect(spark[0]).toBe(2);
  expect(rangeOfHits([EARLY, hours(1)])).toEqual({ from: 1, to: Number(hours(1)) });
  expect(spreadOf([], rangeOfHits([])).spark).toEqual(Array.from({ length: SPARK_PARTS }, () => 0));
});

test('hits that are spread at all are shown from the first to the last', () => {
  const all = [
    hours(0),
    hours(30),
    hours(31),
    ...of(60).map((time) => (time + 40n * HOUR) as FileTime),
  ];
  expect(rangeOfHits(all)).toEqual({ from: Number(hours(0)), to: Number(hours(99)) });
});

test('every hit is in one bar, whatever the times are', () => {
  const time = fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }).map((one) => one as FileTime);
  fc.assert(
    fc.property(fc.array(time), fc.array(time), (one, other) => {
      const { spark, earlier, later } = spreadOf(one, rangeOfHits([...one, ...other]));
      expect(spark.reduce((sum, count) => sum + count, 0)).toBe(one.length);
      expect(earlier + later).toBeLessThanOrEqual(Math.max(1, (one.length + other.length) * 0.02));
    }),
  );
});
