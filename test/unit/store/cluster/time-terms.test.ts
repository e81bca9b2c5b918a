/** Times as the index has them. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { FileTime } from '@shared/model/file-time';
import { parseIsoTime } from '@shared/model/time-text';
import { indexedTicks, timeOfTicks, timeTerms } from '@electron/store/cluster/time-terms';

const time = fc.bigInt({ min: 0n, max: (1n << 64n) - 1n });

it('every FILETIME fits a signed long, in the same order, and comes back', () => {
  fc.assert(
    fc.property(time, time, (one, other) => {
      const [left, right] = [indexedTicks(one), indexedTicks(other)];
      expect(timeOfTicks(left)).toBe(one);
      expect(BigInt.asIntN(64, BigInt(left))).toBe(BigInt(left));
      expect(BigInt(left) < BigInt(right)).toBe(one < other);
    }),
  );
});

it('a date is said where a cluster has it', () => {
  const saidOf = (text: string): object => timeTerms(parseIsoTime(text));
  expect(saidOf('2262-04-11T23:47:16.8547758Z')).toHaveProperty('at');
  expect(saidOf('2262-04-11T23:47:16.8547759Z')).not.toHaveProperty('at');
  expect(saidOf('1969-12-31T23:59:59.9999999Z')).not.toHaveProperty('at');
  expect(saidOf('1970-01-01T00:00:00Z')).toMatchObject({ second: 11_644_473_600 });
  expect(timeTerms(0n as FileTime)).toEqual({ ticks: '-9223372036854775808', second: 0 });
  expect(timeTerms(null)).toEqual({});
});
