import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readIndicatorFile, readIndicators } from '@shared/ioc/reading/read-indicators';
import { csvRows } from '@shared/text/csv-rows';
import { CSV_HEADING, indicatorCsvRow } from '@shared/ioc/writing/indicator-csv';
import { INDICATOR_TYPES, type IndicatorDraft, TLPS } from '@shared/model/indicator';
import { LEVELS } from '@shared/model/level';

test('one value a line, comments and blank lines left out, line numbers kept', () => {
  const reading = readIndicators('\ufeff# list\r\n\r\n"hxxp://evil[.]com",\n10.1.1.1\n');
  expect(reading).toMatchObject({ format: 'list', refused: [], table: null, merged: 0 });
  expect(reading.understood).toMatchObject([
    { place: 'line 3', draft: { type: 'url', value: 'http://evil.com', mode: 'literal' } },
    { place: 'line 4', draft: { type: 'ip', value: '10.1.1.1' } },
  ]);
});

test('the same value again is one indicator', () => {
  const { understood, merged } = readIndicators(
    'EVIL.example\nevil.example\n10.0.0.1\n::ffff:10.0.0.1',
  );
  expect(understood.map(({ draft }) => draft.value)).toEqual(['EVIL.example', '10.0.0.1']);
  expect(merged).toBe(2);
});

test('CSV by its heading, quotes and all, each bad line told', () => {
  const rows = [
    'value,type,note,mode',
    '"a,""b""",text,first,substring',
    'x,nonsense,,',
    'x,text,,nonsense',
    '(,regex,,',
    '10.1.1.1,,second,',
  ];
  const { format, understood, refused, table } = readIndicators(rows.join('\n'));
  expect(format).toBe('csv');
  expect(table).toEqual({
    names: ['value', 'type', 'note', 'mode'],
    roles: { value: 0, type: 1, note: 2, mode: 3 },
  });
  expect(understood.map(({ draft }) => draft)).toMatchObject([
    { type: 'text', value: 'a,"b"', mode: 'substring', note: 'first' },
    { type: 'ip', value: '10.1.1.1', note: 'second' },
  ]);
  expect(refused).toMatchObject([
    { place: 'line 3', reason: 'unknown type nonsense' },
    { place: 'line 4', reason: 'unknown mode nonsense' },
    { place: 'line 5' },
  ]);
});

test('a table with headings of others is read once its columns are named', () => {
  const text = 'Erkannt;Wert;Quelle;TLP;bis\nja;evil[.]example;Blatt 3;amber;2027-01-01\nja;;x;;\n';
  const { understood, refused, table } = readIndicators(text, {
    format: 'csv',
    roles: { value: 1, source: 2, tlp: 3, validUntil: 4 },
  });
  expect(table?.names).toEqual(['Column 1', 'Column 2', 'Column 3', 'Column 4', 'Column 5']);
  expect(understood).toMatchObject([
    {
      draft: { value: 'Wert' },
      remarks: ['tlp "TLP" is not understood', 'validUntil "bis" is not understood'],
    },
    {
      draft: {
        ...{ type: 'domain', value: 'evil.example', source: 'Blatt 3', tlp: 'amber' },
        validUntil: '2027-01-01T00:00:00.0000000Z',
      },
    },
  ]);
  expect(refused).toEqual([
    { place: 'line 3', text: 'ja, , x, , ', reason: 'the row has no value' },
  ]);
});

test('a cell over several lines, and a quotation mark that is never closed', () => {
  const text = 'value,note\n10.0.0.1,"two\nlines"\n10.0.0.2,"open\n10.0.0.3,fine\n10.0.0.4,fine\n';
  const { understood, refused } = readIndicators(text);
  expect(understood.map(({ place, draft }) => [place, draft.value, draft.note])).toEqual([
    ['line 2', '10.0.0.1', 'two\nlines'],
    ['line 5', '10.0.0.3', 'fine'],
    ['line 6', '10.0.0.4', 'fine'],
  ]);
  expect(refused).toMatchObject([{ place: 'line 4', reason: 'a quotation mark is not closed' }]);
});

const fact = fc.string({
  unit: fc.constantFrom('a', '"', ',', '\n', '=', '-', "'", ' ', 'ß', ';'),
  maxLength: 8,
});
const draft: fc.Arbitrary<IndicatorDraft> = fc
  .record({
    ...{ type: fc.constantFrom(...INDICATOR_TYPES), note: fact, source: fact },
    value: fact.map((text) => `${text}x.example`),
    mode: fc.constantFrom('literal', 'substring', 'wildcard'),
    confidence: fc.option(fc.integer({ min: 0, max: 100 })),
    tlp: fc.option(fc.constantFrom(...TLPS)),
    severity: fc.option(fc.constantFrom(...LEVELS)),
    validUntil: fc.option(fc.constant('2027-01-05T08:30:00.0000000Z')),
    active: fc.boolean(),
  } as const)
  .filter(({ type }) => !['ip', 'md5', 'sha1', 'sha256', 'imphash', 'regex'].includes(type));

test('what is exported as CSV comes back as it was, and no spreadsheet takes a formula from it', () => {
  fc.assert(
    fc.property(draft, (one) => {
      const row = indicatorCsvRow(one);
      for (const { cells } of csvRows(row, ','))
        for (const cell of cells) expect(cell).not.toMatch(/^[\s"]*[=+@-]/);
      const { understood, refused } = readIndicators(CSV_HEADING + row);
      expect(refused).toEqual([]);
      const texts = { note: one.note.trim(), source: one.source.trim(), value: one.value.trim() };
      expect(understood.map((found) => found.draft)).toEqual([{ ...one, ...texts }]);
    }),
    { numRuns: 300 },
  );
});

test('a file of the command line is a list, however its lines look', () => {
  const text =
    'net user svc-print /add\nreg add HKLM\\Software\\Norte /v x\nwhoami /all and more\n';
  expect(readIndicators(text).format).toBe('report');
  expect(readIndicatorFile(text).understood.map(({ draft: one }) => one.type)).toEqual([
    'text',
    'text',
    'text',
  ]);
});

test('any text is accounted for line by line, and none takes long', () => {
  const character = fc.constantFrom(
    'a',
    '1',
    '.',
    '[',
    ']',
    '"',
    ',',
    '\n',
    '\\',
    '@',
    ':',
    '/',
    '-',
    ' ',
    '%',
    '\u200b',
  );
  fc.assert(
    fc.property(fc.string({ unit: character, maxLength: 200 }), (text) => {
      const { understood, refused, merged, format } = readIndicators(text);
      if (format !== 'list') return;
      const lines = text.split(/\r\n|\n|\r/).filter((line) => line.trim() !== '');
      expect(understood.length + refused.length + merged).toBeLessThanOrEqual(lines.length);
    }),
    { numRuns: 500 },
  );
  for (const piece of ['[.', 'a.', '"', '(((', 'http://', 'HKLM\\', '1.', ':', 'a@', '%a%\\']) {
    const before = performance.now();
    readIndicators(piece.repeat(200_000 / piece.length));
    expect(performance.now() - before, piece).toBeLessThan(3_000);
  }
});
