import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonLayoutOf } from '@shared/ndjson/looks-like-json';
import { openNdjson } from '@shared/ndjson/ndjson-reader';
import { arrayElements, lines } from '@shared/ndjson/pieces';
import { bytesOf, fieldsOf, readAll, sourceOf, utf16 } from './bytes';

const TWO = '{"a":1}\r\n\r\n{"a":"é"}\n';

test.each([
  ['UTF-8', bytesOf(TWO)],
  ['UTF-8 with mark', bytesOf(`\ufeff${TWO}`)],
  ['UTF-16LE with mark', utf16(`\ufeff${TWO}`, 'le')],
  ['UTF-16BE with mark', utf16(`\ufeff${TWO}`, 'be')],
  ['UTF-16LE', utf16(TWO, 'le')],
  ['UTF-16BE', utf16(TWO, 'be')],
])('lines of %s', (_, bytes) => {
  const { events, flaws } = readAll(bytes);
  expect(flaws).toEqual([]);
  expect(events.map((event) => fieldsOf(event)['a'])).toEqual(['1', 'é']);
  expect(events.map((event) => event.document())).toEqual(['{"a":1}', '{"a":"é"}']);
  expect(jsonLayoutOf(bytes.subarray(0, 4_096 & ~1))).toBe('lines');
});

test('offsets are those of the line in the file', () => {
  const { events } = readAll(bytesOf(`\ufeff${TWO}`));
  expect(events.map((event) => event.offsetBytes)).toEqual([3, 14]);
});

test('bad lines are flaws with their number, good ones around them stay', () => {
  const text = '{"a":1}\nnot json\n[1]\n{"a":2}\n"x"\n{"a":';
  const { events, flaws } = readAll(bytesOf(text));
  expect(events).toHaveLength(2);
  expect(flaws.map(({ kind, lineNumber }) => [kind, lineNumber])).toEqual([
    ['line-not-json', 2],
    ['line-not-object', 3],
    ['line-not-object', 5],
    ['line-not-json', 6],
  ]);
  expect(flaws.every((flaw) => flaw.recordLost)).toBe(true);
});

test('text that breaks its encoding is a flaw', () => {
  const bytes = bytesOf('{"a":"x"}\n{"a":"y"}\n');
  bytes[6] = 0xff;
  const { events, flaws } = readAll(bytes);
  expect(flaws.map((flaw) => flaw.kind)).toEqual(['text-encoding']);
  expect(events).toHaveLength(1);
});

test('a line past the limit is one unreadable piece', () => {
  const pieces = [...lines(sourceOf(bytesOf(`{"a":1}\n${'x'.repeat(100)}\n{"b":2}`)), 50)];
  expect(pieces.map((piece) => piece.text)).toEqual(['{"a":1}', 'too long', '{"b":2}']);
  expect(pieces[2]).toMatchObject({ lineNumber: 3, offsetBytes: 109 });
});

test('lines across the window', () => {
  const wide = 'x'.repeat(700_000);
  const text = [1, 2, 3, 4].map((n) => JSON.stringify({ n, wide })).join('\n');
  const { events } = readAll(bytesOf(text));
  expect(events.map((event) => fieldsOf(event)['n'])).toEqual(['1', '2', '3', '4']);
});

test('nesting past the limit is a flaw, not an overflow', () => {
  const deep = `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`;
  expect(readAll(bytesOf(deep)).flaws).toHaveLength(1);
  const event = `{"Event":{"System":{"EventID":1,"TimeCreated":{}},"EventData":${deep}}}`;
  const { events, flaws } = readAll(bytesOf(event));
  expect(events.length + flaws.length).toBe(1);
});

describe('arrays', () => {
  test('elements with brackets in strings, on several lines', () => {
    const text = '[\n {"a":"],}\\""} ,\n{"a":[1,{"b":2}]}\n]';
    const { events, flaws } = readAll(bytesOf(text), 'array');
    expect(flaws).toEqual([]);
    expect(events.map((event) => fieldsOf(event))).toEqual([{ a: '],}"' }, { a: '1', 'a.b': '2' }]);
    expect(jsonLayoutOf(bytesOf(text))).toBe('array');
  });

  test('a cut array keeps what is whole and tells of the rest', () => {
    const { events, flaws } = readAll(bytesOf('[{"a":1},{"a":'), 'array');
    expect(events).toHaveLength(1);
    expect(flaws.map((flaw) => flaw.kind)).toEqual(['line-not-json']);
  });

  test('pretty-printed objects one after the other', () => {
    const text = [{ a: 1 }, { a: { b: '}' } }]
      .map((one) => JSON.stringify(one, null, 2))
      .join('\n');
    expect(jsonLayoutOf(bytesOf(text))).toBe('array');
    const { events, flaws } = readAll(bytesOf(text), 'array');
    expect(flaws).toEqual([]);
    expect(events.map((event) => fieldsOf(event))).toEqual([{ a: '1' }, { 'a.b': '}' }]);
  });

  test('any list of objects comes back', () => {
    fc.assert(
      fc.property(fc.array(fc.dictionary(fc.string(), fc.json())), fc.nat(4), (list, indent) => {
        const bytes = bytesOf(JSON.stringify(list, null, indent));
        const pieces = [...arrayElements(sourceOf(bytes))];
        expect(pieces.map((piece) => JSON.parse(piece.text) as unknown)).toEqual(
          JSON.parse(JSON.stringify(list)),
        );
      }),
    );
  });
});

test('any objects, one a line, come back whole', () => {
  const object = fc.dictionary(fc.string(), fc.jsonValue());
  fc.assert(
    fc.property(fc.array(object), fc.constantFrom('\n', '\r\n'), (objects, lineEnd) => {
      const text = objects.map((one) => JSON.stringify(one)).join(lineEnd);
      const { events, flaws } = readAll(bytesOf(text));
      expect(flaws).toEqual([]);
      expect(events.map((event) => event.document())).toEqual(
        text === '' ? [] : text.split(lineEnd),
      );
      for (const event of events) expect(event.names).toHaveLength(event.values.length);
    }),
  );
});

test('damaged bytes are flaws or events, never an error', () => {
  const whole = bytesOf('[{"a":1,"b":[true,null]},\n{"Event":{"System":{"EventID":1}}}]\n');
  const layouts = fc.constantFrom('lines' as const, 'array' as const);
  fc.assert(
    fc.property(
      fc.nat(whole.length),
      fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255))),
      layouts,
      (length, flips, layout) => {
        const bytes = whole.slice();
        for (const [at, value] of flips) bytes[at] = value;
        const cut = bytes.subarray(0, length);
        readAll(cut, layout);
        openNdjson(sourceOf(cut), layout).estimate();
        jsonLayoutOf(cut);
      },
    ),
    { numRuns: 1_000 },
  );
});

test('the estimate counts lines, with and without a last line end', () => {
  expect(openNdjson(sourceOf(bytesOf('{}\n{}\n')), 'lines').estimate()).toEqual({
    total: 2,
    unit: 'lines',
  });
  expect(openNdjson(sourceOf(bytesOf('{}\n{}')), 'lines').estimate().total).toBe(2);
  expect(openNdjson(sourceOf(bytesOf('[{}]')), 'array').estimate()).toEqual({
    total: 4,
    unit: 'bytes',
  });
});

test.each(['', 'text', '"a"', '<xml/>', '[1,2]'])('%j is no JSON of objects', (text) => {
  expect(jsonLayoutOf(bytesOf(text))).toBeNull();
});
