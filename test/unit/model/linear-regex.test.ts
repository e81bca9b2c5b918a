import { compileLinearRegex } from '@shared/model/linear-regex';
import { expect, it } from 'vitest';

function find(source: string, text: string): { start: number; end: number } | null | string {
  const compiled = compileLinearRegex(source);
  return compiled.ok ? compiled.regex.find(text) : compiled.reason;
}

it.each([
  ['wor.d', 'hello World', { start: 6, end: 11 }],
  ['^wor', 'hello world', null],
  ['a{2,3}', 'xaaaay', { start: 1, end: 4 }],
  ['(?-i)World', 'world World', { start: 6, end: 11 }],
  ['\\\\temp\\\\', 'C:\\Temp\\x', { start: 2, end: 8 }],
  ['\\\\1', 'C:\\1', { start: 2, end: 4 }],
  // No look-ahead, and no back-reference.
  ['foo\\(?=bar', 'foo(=bar', { start: 0, end: 8 }],
  ['o[(?=]b', 'fo=b', { start: 1, end: 4 }],
  ['\\101bc', 'xabc', { start: 1, end: 4 }],
])('finds %s in %s', (source, text, expected) => {
  expect(find(source, text)).toEqual(expected);
});

it('gives positions in UTF-16 units', () => {
  expect(find('z', '😀z')).toEqual({ start: 2, end: 3 });
});

it.each(['a(?=b)', 'a(?!b)', '(?<=a)b', '(?<!a)b'])('refuses to look around: %s', (source) => {
  expect(find(source, 'ab')).toBe('look-ahead and look-behind are not supported');
});

it.each(['(a)\\1', '(a)[\\1]', '(a)\\9'])('refuses back-references: %s', (source) => {
  expect(find(source, 'aa')).toBe('back-references are not supported');
});

it.each(['(', '[', 'a**', '\\'])('says why %j is no expression', (source) => {
  const compiled = compileLinearRegex(source);
  expect(compiled.ok).toBe(false);
  expect(compiled.ok ? '' : compiled.reason).not.toBe('');
});

it('takes time in step with the text where others take forever', () => {
  expect(find('(a+)+$', `${'a'.repeat(20_000)}!`)).toBeNull();
  expect(find('(a|a)*b', 'a'.repeat(20_000))).toBeNull();
});

it('says of a fault what was typed, and nothing of its own', () => {
  const compiled = compileLinearRegex('(');
  expect(compiled.ok ? '' : compiled.reason).toMatch(/missing closing \).*`\(`/);
});
