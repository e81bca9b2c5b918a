import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldCase } from '@shared/model/fold-case';
import { requiredLiteral } from '@shared/text/regex-literal';

describe('the text every match must hold', () => {
  test.each([
    ['abcdef', '', 'abcdef'],
    ['^abc.*defgh$', '', 'defgh'],
    ['ABC\\.EXE', 'i', 'abc.exe'],
    ['abcd?', '', 'abc'],
    ['abcd*efgh', '', 'efgh'],
    ['abcd+', '', 'abc'],
    ['abcd{0}', '', 'abc'],
    ['(abc|def)ghi', '', 'ghi'],
    ['[abc]xyz', '', 'xyz'],
    ['[\\]abc]xyz', '', 'xyz'],
    ['(?!no)abcd', '', 'abcd'],
    ['abc\\d+defg', '', 'defg'],
    ['\\x41bcd', '', 'bcd'],
    ['a`b', '', 'a`b'],
    ['abc|def', '', null],
    ['ab', '', null],
    ['.{1000,}', '', null],
    ['(abcdef)', '', 'abcdef'],
    ['(ab(?:c))de', '', 'abcde'],
    ['(abc)?def', '', 'def'],
    ['(?i:abc)defg', '', 'defg'],
    ['abc\\bdef', '', 'abcdef'],
    ['(abcd)+ef', '', 'abcd'],
    ['(', '', null],
    ['', '', null],
    ['abcdéfgh', 'i', 'abcd'],
    ['ab(cde|cdf)ghi', '', 'abcd'],
    ['ab(cde|CDF)', '', null],
    ['ab(cde|CDF|cd)', 'i', 'abcd'],
    ['abc(d|)', '', 'abc'],
    ['abc(d|(?:e|ef)|g)', '', 'abc'],
    ['(abcd(x|y)|abce)fg', '', 'abc'],
    ['(\u212abc|kbc)def', 'i', 'def'],
  ])('%s with "%s"', (source, flags, literal) => {
    expect(requiredLiteral(source, flags)).toBe(literal);
  });
});

test('a text an expression matches holds the literal', () => {
  const piece = fc.constantFrom(
    ...[
      'abc',
      'd',
      '\\.',
      '.',
      'x?',
      'y*',
      'z+',
      '(ab|cd)',
      '(abc|ABCd|ab)',
      '(?:x|xy)',
      '(\u212a|k)',
      '[ef]',
      '\\d',
      '^',
      '$',
      'g{2}',
      '`',
      '|',
    ],
    ...['(?:h)', '(d)', '(?:abc)+', '(?:d.)?', '\\\\', '\\b', 'É'],
  );
  const source = fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join(''));
  const text = fc
    .array(
      fc.constantFrom(
        'abc',
        'ABC',
        'd',
        '.',
        'x',
        'zz',
        'ab',
        'e',
        '1',
        'gg',
        '`',
        '\\',
        'é',
        'xy',
        'k',
        '\u212a',
      ),
      {
        maxLength: 8,
      },
    )
    .map((pieces) => pieces.join(''));
  let matched = 0;
  fc.assert(
    fc.property(source, fc.constantFrom('', 'i'), text, (pattern, flags, value) => {
      const literal = requiredLiteral(pattern, flags);
      if (literal === null || !new RegExp(pattern, flags).test(value)) return;
      matched++;
      expect(foldCase(value)).toContain(literal);
    }),
    { numRuns: 30_000 },
  );
  expect(matched).toBeGreaterThan(100);
});
