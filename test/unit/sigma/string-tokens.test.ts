import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileGlob } from '@shared/sigma/glob';
import { parseTokens, plainText, varyDashes } from '@shared/sigma/string-tokens';
import { naiveGlob } from '../../oracle/naive-glob';

const spelled = (raw: string): string =>
  parseTokens(raw)
    .map((token) => (token.kind === 'text' ? `[${token.text}]` : token.kind))
    .join(' ');

test.each([
  ['\\*', '[*]'],
  ['\\\\*', '[\\] star'],
  ['\\\\\\*', '[\\*]'],
  ['\\', '[\\]'],
  ['\\\\', '[\\]'],
  ['\\\\\\', '[\\\\]'],
  ['\\\\\\\\', '[\\\\]'],
  ['C:\\*', '[C:*]'],
  ['a\\b?c', '[a\\b] one [c]'],
  ['', ''],
])('%s means %s', (raw, expected) => {
  expect(spelled(raw)).toBe(expected);
});

test('a wildcard has no plain text', () => {
  expect(plainText(parseTokens('a*'))).toBeNull();
  expect(plainText(parseTokens('a\\*'))).toBe('a*');
});

test.each([
  [' -enc', ' dash enc'],
  ['a-b', 'a-b'],
  ['/c start/b', 'dash c start/b'],
  ['\u2013f', 'dash f'],
  ['- x', '- x'],
])('windash of %s', (raw, expected) => {
  const tokens = varyDashes(parseTokens(raw));
  const text = tokens.map((one) => (one.kind === 'text' ? one.text : one.kind)).join(' ');
  expect(text.replaceAll(/\s+/g, ' ').trim()).toBe(expected.trim());
});

test('a glob answers like a backtracking expression', () => {
  const raw = fc.string({ unit: fc.constantFrom('a', 'B', 'b', '*', '?', '\\', '-', '\n', 'é') });
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '-', '\\', '\n', 'É', '\u{1f600}') });
  fc.assert(
    fc.property(raw, text, (pattern, value) => {
      const tokens = varyDashes(parseTokens(pattern));
      expect(compileGlob(tokens, false)(value.toLowerCase())).toBe(naiveGlob(tokens, value));
    }),
    { numRuns: 2_000 },
  );
});

test('many stars over a long text take no time', () => {
  const pattern = parseTokens(`${'a*'.repeat(20)}b`);
  const started = performance.now();
  expect(compileGlob(pattern, true)('a'.repeat(20_000))).toBe(false);
  expect(performance.now() - started).toBeLessThan(2_000);
});
