/** What RE2's own reading of an expression finds holds the texts that were told of it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldCase } from '@shared/model/fold-case';
import { compileLinearRegex } from '@shared/model/linear-regex';
import { alternativesOfLinear, textsOfLinear } from '@shared/text/linear-texts';
import { re2AsJavaScript } from '@shared/text/re2-syntax';

const PIECES = [
  ...[
    'ab',
    'c',
    's',
    'K',
    '.',
    ']',
    '}',
    '{',
    '\\.',
    '\\(',
    '\\_',
    '\\\\',
    '-',
    '^',
    '$',
    '|',
    'é',
  ],
  ...[
    '[]a]',
    '[^]a]',
    '[^]',
    '[]]',
    '[[:alpha:]]',
    '[a[:digit:]b]',
    '[[:^alpha:]c]',
    '[\\]b]',
    '[[:]',
  ],
  ...[
    '\\Qa.b\\E',
    '\\Qc+',
    '\\E',
    '\\A',
    '\\z',
    '\\b',
    '\\d',
    '\\W',
    '\\pL',
    '\\p{Lu}',
    '\\C',
    '\\a',
  ],
  ...[
    '\\x61',
    '\\x{62}',
    '\\101',
    '\\07',
    '\\0',
    '\\1',
    '{2}',
    '{01}',
    '{,2}',
    '{1,}',
    '{0,1}',
    '{0}',
  ],
  ...['(', ')', '(?:', '(?i)', '(?-i)', '(?s:', '(?P<n>', '(?<m>', '\\(?P<n>', '?', '*', '+', '*?'],
];
const source = fc
  .array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 7 })
  .map((pieces) => pieces.join(''));
const LETTERS = [
  'ab',
  'AB',
  'c',
  's',
  '\u017f',
  'k',
  '\u212a',
  '.',
  ']',
  '}',
  '{',
  '(',
  '_',
  '\\',
  '-',
];
const text = fc
  .array(
    fc.constantFrom(...LETTERS, 'a.b', 'c+', 'é', 'É', '1', '{01}', '{,2}', 'P<n>', 'B', '\n'),
    {
      maxLength: 7,
    },
  )
  .map((pieces) => pieces.join(''));

test('every match holds all of the texts and one of the alternatives', () => {
  const told = { texts: 0, alternatives: 0 };
  fc.assert(
    fc.property(source, text, (pattern, value) => {
      const compiled = compileLinearRegex(pattern);
      if (!compiled.ok || compiled.regex.find(value) === null) return;
      const folded = foldCase(value);
      for (const one of textsOfLinear(pattern)) {
        told.texts++;
        expect(folded).toContain(one);
      }
      const alternatives = alternativesOfLinear(pattern);
      if (alternatives === null) return;
      told.alternatives++;
      const plain = folded.replaceAll('\u017f', 's');
      expect(alternatives.some((one) => plain.includes(one))).toBe(true);
    }),
    { numRuns: 60_000 },
  );
  expect(told.texts).toBeGreaterThan(100);
  expect(told.alternatives).toBeGreaterThan(100);
});

test.each([
  ['(?:x|y).{0,50}(?:q1|w1)', ['q1', 'w1']],
  ['abc|defg', ['abc', 'defg']],
  ['(ab|cd)+efg', ['efg']],
  ['(?i)(?:evil|bad)\\.(?:example|invalid)', ['example', 'invalid']],
  ['[]a]bcd', ['bcd']],
  ['e[[:alpha:]]vil', ['vil']],
  ['\\Qa.b\\E.*', ['a.b']],
  ['abc|', null],
  ['(ab)?', null],
  ['[a-z]+', null],
])('of %s one of %j', (pattern, alternatives) => {
  expect(alternativesOfLinear(pattern)).toEqual(alternatives);
});

test.each([
  ['[]a]b', '[^]b'],
  ['a{01}', 'a\\{01\\}'],
  ['(?P<n>a)(?i)b', '(a)b'],
  ['a{2,}?', 'a{2,}?'],
])('%s is written %s', (pattern, written) => {
  expect(re2AsJavaScript(pattern)).toBe(written);
});
