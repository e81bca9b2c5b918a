/** A detection says what it was made of. */
import { expect, test } from 'vitest';
import type { FieldValue } from '@shared/model/event';
import { event, rule, rulesOf } from './one-rule';

const proofs = (selection: string, fields: Readonly<Record<string, FieldValue>>) =>
  rulesOf(rule(`s:\n  ${selection}\ncondition: s`))
    .match(event(fields))
    .map(({ matches }) => matches);

test('what differs from what was asked is shown, or that nothing stands there', () => {
  expect(proofs('F|neq: a', { F: 'b' })).toEqual([[{ field: 'F', value: 'b' }]]);
  expect(proofs('F|contains|neq: a', { f: ['x', 'y'] })).toEqual([
    [
      { field: 'f', value: 'x' },
      { field: 'f', value: 'y' },
    ],
  ]);
  expect(proofs('F|neq: a', { G: 'b' })).toEqual([[{ field: 'F', value: '' }]]);
  expect(proofs('F|neq: a', { F: 'A' })).toEqual([]);
});

test('both fields of a comparison are shown', () => {
  const [found] = proofs('A|fieldref: B', { A: 'x', B: 'X' });
  expect(new Set(found)).toEqual(new Set([{ field: 'A', value: 'x' }, { field: 'B', value: 'X' }])); // prettier-ignore
});

test('also where they differ, and where nothing but a not is true', () => {
  const both = [{ field: 'A', value: 'x' }, { field: 'D', value: 'y' }]; // prettier-ignore
  expect(proofs('A|fieldref|neq: D', { A: 'x', D: 'y' })).toEqual([both]);
  const [found] = rulesOf(rule('s:\n  K: a\ncondition: not s')).match(event({ K: 'b' }));
  expect(found?.matches).toEqual([{ field: 'K', value: 'b' }]);
});
