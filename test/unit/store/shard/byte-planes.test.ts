/** Planes of bytes against arithmetic with bigints. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromPlanes, PlaneNumbers, toPlanes } from '@electron/store/shard/byte-planes';

const value = fc.oneof(
  fc.bigInt({ min: 0n, max: 0xffff_ffff_ffff_ffffn }),
  fc.constantFrom(0n, 0xffff_ffffn, 0x1_0000_0000n, 0xffff_ffff_ffff_ffffn),
);

test('any values come back, whatever they are told from', () => {
  fc.assert(
    fc.property(fc.array(value, { maxLength: 20 }), value, (values, base) => {
      const given = BigUint64Array.from(values);
      expect(fromPlanes(toPlanes(given, base), base)).toEqual(given);
    }),
    { numRuns: 500 },
  );
});

test('one number is told as all of them are', () => {
  fc.assert(
    fc.property(fc.array(value, { maxLength: 20 }), (values) => {
      const numbers = new PlaneNumbers(toPlanes(BigUint64Array.from(values), 0n));
      expect([...numbers]).toEqual(values);
      expect(values.map((_, at) => numbers.at(at))).toEqual(values);
      expect([numbers.at(values.length), numbers.at(-1)]).toEqual([undefined, undefined]);
    }),
    { numRuns: 300 },
  );
});

test('any bytes, damaged ones too, are what plain addition of 64 bits makes of them', () => {
  const planes = fc.uint8Array({ maxLength: 40 }).filter(({ length }) => length % 8 === 0);
  fc.assert(
    fc.property(planes, value, (bytes, base) => {
      const count = bytes.length / 8;
      const plainly = Array.from({ length: count }, (_, at) => {
        const digits = Array.from({ length: 8 }, (_plane, plane) =>
          BigInt(bytes[plane * count + at] ?? 0),
        );
        return BigInt.asUintN(
          64,
          digits.reduceRight((sum, digit) => sum * 256n + digit, 0n) + base,
        );
      });
      expect([...fromPlanes(bytes, base)]).toEqual(plainly);
    }),
    { numRuns: 500 },
  );
});
