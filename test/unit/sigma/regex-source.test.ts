import { expect, test } from 'vitest';
import { compileRegex } from '@shared/sigma/regex-source';

const none: ReadonlySet<string> = new Set();

test.each([
  ['(?is)a.b', 'A\nB', true],
  ['(?i-i)a', 'A', false],
  ['(?P<x>a)\\1', 'aa', true],
  ['a(?#comment)b', 'ab', true],
  ['\\Aa', 'ba', false],
  ['a\\Z', 'a\n', true],
  ['a\\z', 'a\n', false],
  ['\\\\A', '\\A', true],
  ['\\"\\-', '"-', true],
])('%s on %j', (source, text, expected) => {
  expect(compileRegex(source, none).test(text)).toBe(expected);
});

test.each(['(', '(?>a)', 'a++', '\\p{L}', '\\h', '[[:alpha:]]'])('%s is refused', (source) => {
  expect(() => compileRegex(source, none)).toThrow(/^regular expression: /);
});
