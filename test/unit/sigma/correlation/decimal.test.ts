import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  decimalOf,
  DecimalSum,
  doubleOf,
  isNumber,
  rankFor,
} from '@shared/sigma/correlation/decimal';

const sumOf = (...texts: string[]): DecimalSum => {
  const sum = new DecimalSum();
  for (const text of texts) sum.add(text);
  return sum;
};

test.each([
  [['0.1', '0.2'], 0.3],
  [['18446744073709551615', '1'], 2 ** 64],
  [['1e308', '-1e308', '1'], 1],
  [['1e308', '1e308'], Infinity],
  [['5', '0.5', '-5.0', '1E2', '1e+1', '10e-1'], 111.5],
  [['1e-999999', '2'], 2],
  [[`0.${'0'.repeat(2_000)}1`, '2'], 2],
])('%j add up to %d', (texts, expected) => {
  expect(sumOf(...texts).sum()).toBe(expected);
});

test.each([
  [true, '0 -0 7 -1.50 1e3 1E-3 0.5e+2 18446744073709551615 1e-999'],
  [false, '0b11 0x10 0o7 +5 .5 5. 007 1e400 -1e400 Infinity NaN 1_000 1,5 ٣'],
])('a number: %s of each of %s', (expected, texts) => {
  for (const text of texts.split(' ')) expect([text, isNumber(text)]).toEqual([text, expected]);
  for (const text of ['', ' ', ' 5', '5 ', '5\n']) expect(isNumber(text)).toBe(false);
});

test('what is taken away leaves nothing', () => {
  const sum = sumOf('1e308', '1e308', '0.1', '500');
  expect(sum.mean()).toBe(5e307);
  for (const text of ['1e308', '1e308', '0.1']) sum.remove(text);
  expect(sum.sum()).toBe(500);
  sum.remove('500');
  expect([sum.sum(), sum.mean()]).toEqual([0, 0]);
});

test('a double that is written out is read as itself', () => {
  const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
  fc.assert(
    fc.property(finite, (number) => {
      expect(doubleOf(decimalOf(String(number)))).toBe(number + 0);
    }),
  );
});

test.each([
  [7, 100, 7],
  [28, 100, 28],
  [0.07, 10_000, 7],
  [99.9, 1_000, 999],
  [50, 3, 2],
  [0, 5, 0],
])('%d per cent of %d are %d', (percentile, length, rank) => {
  expect(rankFor(percentile)(length)).toBe(rank);
});
