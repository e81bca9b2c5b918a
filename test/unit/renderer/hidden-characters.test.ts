import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cutText,
  escapeHidden,
  mergeSpans,
  piecesOf,
} from '../../../renderer/lib/hidden-characters';

const drawn = (text: string, keepLines = false): string =>
  piecesOf(text, [], keepLines)
    .map((piece) => piece.text)
    .join('');

describe('hidden characters', () => {
  it.each([
    ['right-to-left override', 'a\u202Eb', 'a\\u202Eb'],
    ['isolate', '\u2066x\u2069', '\\u2066x\\u2069'],
    ['zero width', 'pay\u200Bpal', 'pay\\u200Bpal'],
    ['null', 'a\0b', 'a\\u0000b'],
    ['escape', '\x1b[31m', '\\u001B[31m'],
    ['C1', '\x9b1m', '\\u009B1m'],
    ['line feed and tab', 'a\n\tb\r', 'a\\n\\tb\\r'],
    ['line separator', 'a\u2028b', 'a\\u2028b'],
    ['lone surrogate', 'a\ud800b', 'a\\uD800b'],
    ['tag character', 'a\u{E0041}b', 'a\\u{E0041}b'],
    ['blank letter', '\u3164', '\\u3164'],
  ])('shows %s as an escape', (_name, text, shown) => {
    expect(drawn(text)).toBe(shown);
    expect(escapeHidden(text)).toBe(shown);
  });

  it('leaves ordinary text of any script alone', () => {
    for (const text of ['Пример', '例え', 'café', '😀', 'C:\\Windows', '<b>']) {
      expect(drawn(text)).toBe(text);
    }
  });

  it('keeps line feeds and tabs where several lines are shown, and nothing else', () => {
    expect(drawn('a\n\tb\r\u202E', true)).toBe('a\n\tb\\r\\u202E');
  });

  it('never lets a hidden character through', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (text) => !/[\p{Cc}\p{Cf}\p{Cs}]/u.test(drawn(text)),
      ),
    );
  });

  it('marks spans across escapes', () => {
    const marked = piecesOf('ab\u200Bcd', [{ start: 1, end: 4 }], false).filter(
      (one) => one.marked,
    );
    expect(marked.map((one) => one.text)).toEqual(['b', '\\u200B', 'c']);
  });

  it('merges and bounds spans', () => {
    const spans = [
      { start: 5, end: 90 },
      { start: 0, end: 2 },
      { start: 1, end: 3 },
      { start: 4, end: 4 },
    ];
    expect(mergeSpans(spans, 10)).toEqual([
      { start: 0, end: 3 },
      { start: 5, end: 10 },
    ]);
  });

  it('keeps what an indicator met apart from what a rule matched', () => {
    const spans = [
      { start: 0, end: 3 },
      { start: 5, end: 9 },
      { start: 6, end: 8, sought: true },
      { start: 8, end: 12, sought: true },
    ];
    const merged = mergeSpans(spans, 10);
    expect(merged).toEqual([
      { start: 0, end: 3 },
      { start: 5, end: 6 },
      { start: 6, end: 10, sought: true },
    ]);
    const marked = piecesOf('0123456789', merged, false).filter((one) => one.marked);
    expect(marked.map(({ text, sought }) => [text, sought])).toEqual([
      ['012', false],
      ['5', false],
      ['6789', true],
    ]);
  });

  it('cuts without splitting a surrogate pair', () => {
    expect(cutText('ab😀', 3)).toBe('ab');
    expect(cutText('ab😀', 4)).toBe('ab😀');
  });
});
