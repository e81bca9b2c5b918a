import { describe, expect, test } from 'vitest';
import { compileSearch } from '@shared/text/regex-search';
import { compileRegex } from '@shared/sigma/regex-source';

const none: ReadonlySet<string> = new Set();

/** By our own engine and by V8's; they must agree. */
function answers(pattern: string, text: string, modifiers = ''): boolean {
  const { source, flags } = compileRegex(pattern, new Set(modifiers));
  const watch = { isOver: () => false, within: (work: () => boolean) => work() };
  const answer = compileSearch(source, flags)(text, watch);
  expect(new RegExp(source, flags).test(text)).toBe(answer);
  return answer === true;
}

type Case = readonly [pattern: string, text: string, expected: boolean];

test.each<Case>([
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
  expect(answers(source, text)).toBe(expected);
});

describe('the dot takes everything but a line feed', () => {
  test.each<Case>([
    ['foo.*\\nbar', 'foo x\r\nbar', true],
    ['^.$', '\r', true],
    ['^.$', '\u2028', true],
    ['^.$', '\n', false],
    ['(?s)^.$', '\n', true],
    ['^(?s:.).$', '\n\n', false],
    ['^(?s:.)x$', '\nx', true],
    ['(?s)^(?-s:.)', '\n', false],
    ['[.]', 'x', false],
    ['a\\Nb', 'a\rb', true],
    ['a\\Nb', 'a\nb', false],
  ])('%s on %j', (source, text, expected) => expect(answers(source, text)).toBe(expected));
});

describe('a ] that comes first in a class is itself', () => {
  test.each<Case>([
    ['a[]b]c', 'a]c', true],
    ['a[]b]c', 'abc', true],
    ['a[^]]c', 'abc', true],
    ['a[^]]c', 'a]c', false],
    ['[]-a]', '^', true],
    ['[[]', '[', true],
    ['[(?#]x', '#x', true],
  ])('%s on %j', (source, text, expected) => expect(answers(source, text)).toBe(expected));
});

describe('the ends of texts and lines', () => {
  test.each<Case>([
    ['end$', 'the end', true],
    ['end$', 'the end\n', true],
    ['end$', 'the end\r\n', false],
    ['end$', 'the end\n\n', false],
    ['end$', 'end\nx', false],
    ['a$\\nb', 'a\nb', false],
    ['(?m)a$', 'a\nb', true],
    ['(?m)a$', 'a\rb', false],
    ['(?m)^b', 'a\nb', true],
    ['(?m)^b', 'a\rb', false],
    ['(?m)^b', 'a\u2028b', false],
    ['(?m)\\n^$', 'a\n', false],
    ['(?m)\\Ab', 'a\nb', false],
    ['(?m)^foo.$', 'a\nfoo\r\nb', true],
    ['(?m:^a)|^b', 'x\na', true],
    ['(?m:^a)|^b', 'x\nb', false],
  ])('%s on %j', (source, text, expected) => expect(answers(source, text)).toBe(expected));
});

describe('what PCRE calls by letters', () => {
  test.each<Case>([
    ['^\\h$', '\u00a0', true],
    ['^\\h$', '\n', false],
    ['^\\H$', 'h', true],
    ['^[\\h]$', '\t', true],
    ['^\\v$', '\n', true],
    ['^\\V$', '\u2029', false],
    ['^[\\v]$', '\u0085', true],
    ['^\\R$', '\r\n', true],
    ['\\R\\n', '\r\n', false],
    ['^[[:alpha:]][[:digit:]_]$', 'x_', true],
    ['^[[:punct:]]+$', '!]\\^-', true],
    ['^[^[:space:]]$', '\v', false],
    ['(a)\\g1b', 'aab', true],
    ['(a)\\g{1}1', 'aa1', true],
    ['(a)(b)\\g{-1}', 'abb', true],
    ['(a)(b)\\g{-1}', 'aba', false],
    ['(?P<q>a)(?P=q)b', 'aab', true],
    ["(?'q'a)\\k{q}b", 'aab', true],
    ['(?<q>a)\\g{q}b', 'aab', true],
    ['^ax{,3}b$', 'axxb', true],
    ['^ax{,3}b$', 'ax{,3}b', false],
  ])('%s on %j', (source, text, expected) => expect(answers(source, text)).toBe(expected));
});

describe('flags in the middle go on to the end of their group', () => {
  test.each<Case>([
    ['(?i:fo)o\\s+bar(?-i)x', 'FOo barx', true],
    ['a(?i)b', 'aB', true],
    ['a(?i)b', 'AB', false],
    ['(a(?i)b|c)d', 'aBd', true],
    ['(a(?i)b|c)d', 'Cd', true],
    ['(a(?i)b|c)d', 'cD', false],
    ['a(?i)b(?-i)c', 'aBc', true],
    ['a(?i)b(?-i)c', 'aBC', false],
    ['(?i)a(?-i)b|c', 'Ab', true],
    ['(?i)a(?-i)b|c', 'C', false],
    ['a(?s).', 'a\n', true],
    ['(a(?s).)|b.', 'b\n', false],
  ])('%s on %j', (source, text, expected) => {
    const { source: spelled, flags } = compileRegex(source, none);
    const watch = { isOver: () => false, within: () => null };
    expect(compileSearch(spelled, flags)(text, watch)).toBe(expected);
  });
});

test('modifiers are flags of the whole expression', () => {
  expect(answers('^b.$', 'a\nB\r', 'im')).toBe(true);
  expect(answers('a.b', 'a\nb', 's')).toBe(true);
  expect(answers('(?-i)a', 'A', 'i')).toBe(false);
});

test.each([
  ...['(', ')', '(a))', '[a', '\\', '(?>a)', 'a++', '(?|a)', '(?R)', '(?x)a', '(*FAIL)', '(?1)'],
  ...['\\p{L}', '\\X', '\\K', '\\G', '\\Qa\\E', '\\y', '\\x4', '[\\N]', '[\\R]', '[\\H]'],
  ...[
    '[[:^alpha:]]',
    '[[:word2:]]',
    '[[.a.]]',
    '\\x{1F600}',
    '(a)\\2',
    '\\g2',
    '\\g{-1}',
    '\\k<q>',
  ],
  ...['(?:a{1,1000}){1,1000}'],
])('%s is refused', (source) => {
  expect(() => compileRegex(source, none)).toThrow(/^regular expression: /);
});
