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
  ['\\x{41}\\x{0042}', 'AB', true],
  ['\\\\x{41}', '\\x{41}', false],
  ['\\e\\[', '\u001b[', true],
])('%s on %j', (source, text, expected) => {
  expect(compileRegex(source, none).test(text)).toBe(expected);
});

test.each(['(', '(?>a)', 'a++', '\\p{L}', '\\h', '[[:alpha:]]', '[a[:digit:]]', '\\x{1F600}'])(
  '%s is refused',
  (source) => {
    expect(() => compileRegex(source, none)).toThrow(/^regular expression: /);
  },
);
