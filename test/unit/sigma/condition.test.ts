import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileCondition } from '@shared/sigma/condition';
import { anyOf, allOf, type RuleNode } from '@shared/sigma/predicate';
import { EventLookup } from '../../oracle/event-lookup';
import { evaluate } from '../../oracle/sigma-evaluate';

const nothing = new EventLookup({ names: [], values: [] }, 'plain');
const yes = allOf([]);
const no = anyOf([]);

function answer(condition: string, names: Readonly<Record<string, boolean>>): boolean {
  const detections = new Map<string, RuleNode>(
    Object.entries(names).map(([name, value]) => [name, value ? yes : no]),
  );
  return evaluate(compileCondition(condition, detections), nothing);
}

describe('precedence', () => {
  test.each([
    ['a or b and c', { a: true, b: false, c: false }, true],
    ['(a or b) and c', { a: true, b: false, c: false }, false],
    ['not a and b', { a: false, b: false }, false],
    ['not (a and b)', { a: false, b: false }, true],
    ['not not a', { a: true }, true],
    ['A AND NOT B', { A: true, B: false }, true],
    ['notepad', { notepad: true }, true],
    ['a and not 1 of f_*', { a: true, f_1: false, f_2: false }, true],
  ] as const)('%s', (condition, names, expected) => {
    expect(answer(condition, names)).toBe(expected);
  });
});

describe('quantifiers', () => {
  test.each([
    ['1 of sel*', { sel: false, sel_b: true }, true],
    ['any of sel_*', { sel: true, sel_b: false }, false],
    ['all of sel*', { sel: true, sel_b: false }, false],
    ['all of them', { a: true, _b: false }, true],
    ['1 of _*', { a: false, _b: true }, true],
    ['_b', { a: false, _b: true }, true],
    ['1 of *_x', { a_x: true, b: false }, true],
  ] as const)('%s', (condition, names, expected) => {
    expect(answer(condition, names)).toBe(expected);
  });
});

test.each([
  ['', 'ends too early'],
  ['a and', 'ends too early'],
  ['(a', 'not closed'],
  ['a b', 'not expected'],
  ['missing', 'there is no detection'],
  ['1 of missing*', 'no detection fits'],
  ['2 of a', 'is not known'],
  ['a | count() by x > 5', 'correlation'],
  ['a & a', 'cannot read'],
  [`${'('.repeat(500)}a${')'.repeat(500)}`, 'too deep'],
])('%s is refused', (condition, reason) => {
  expect(() => answer(condition, { a: true })).toThrow(reason);
});

test('any formula answers like JavaScript does', () => {
  const formula = fc.letrec<{ node: string }>((tie) => ({
    node: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom('a', 'b', 'c'),
      fc
        .tuple(tie('node'), fc.constantFrom('and', 'or'), tie('node'))
        .map((p) => `(${p.join(' ')})`),
      fc.tuple(tie('node'), fc.constantFrom('and', 'or'), tie('node')).map((p) => p.join(' ')),
      tie('node').map((inner) => `not (${inner})`),
    ),
  })).node;
  fc.assert(
    fc.property(formula, fc.boolean(), fc.boolean(), fc.boolean(), (text, a, b, c) => {
      const script = text.replaceAll('and', '&&').replaceAll('or', '||').replaceAll('not', '!');
      const expected = new Function('a', 'b', 'c', `return ${script}`) as (
        ...given: boolean[]
      ) => boolean;
      expect(answer(text, { a, b, c })).toBe(expected(a, b, c));
    }),
  );
});
