import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvCell } from '@shared/text/csv';

describe('csvCell', () => {
  it.each([
    ['plain', 'plain'],
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ['two\nlines', '"two\nlines"'],
    ['=1+1', "'=1+1"],
    [' \t@SUM(A1)', "' \t@SUM(A1)"],
    ['＝cmd', "'＝cmd"],
    ['-5', "'-5"],
    [null, ''],
    [5, '5'],
    [-5, '-5'],
  ])('%j becomes %j', (value, cell) => {
    expect(csvCell(value)).toBe(cell);
  });

  it('never starts a formula and never breaks its row', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const cell = csvCell(text);
        const inner = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
        expect(inner.endsWith(text)).toBe(true);
        expect(/^[=+\-@\t\r]/.test(inner)).toBe(false);
        if (!cell.startsWith('"')) expect(/[",\r\n]/.test(cell)).toBe(false);
      }),
    );
  });
});
