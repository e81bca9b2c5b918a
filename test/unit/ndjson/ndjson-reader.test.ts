import fc from 'fast-check';
import type { EventRecord } from '@shared/model/event';
import { describe, expect, test } from 'vitest';
import { jsonLayoutOf } from '@shared/ndjson/looks-like-json';
import { openNdjson } from '@shared/ndjson/ndjson-reader';
import { elements } from '@shared/ndjson/elements';
import { lines } from '@shared/ndjson/lines';
import type { Piece } from '@shared/ndjson/pieces';
import { TextBlocks } from '@shared/ndjson/text-blocks';
import { sourceOf } from '../../fixtures/byte-source';
import { naiveLines, naiveTexts } from '../../oracle/naive-ndjson';
import { bytesOf, documentOf, fieldsOf, readAll, utf16 } from './bytes';

const layoutOf = (bytes: Uint8Array) => jsonLayoutOf(sourceOf(bytes));
const textOf = (piece: Piece): string => (piece.type === 'text' ? piece.text : piece.type);

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
  expect(events.map((event) => documentOf(event))).toEqual(['{"a":1}', '{"a":"é"}']);
  expect(layoutOf(bytes)).toBe('lines');
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
  const text = `{"a":1}\n${'x'.repeat(100)}\n{"b":2}`;
  const pieces = [...lines(new TextBlocks(sourceOf(bytesOf(text))), 50)].flat();
  expect(pieces.map(textOf)).toEqual(['{"a":1}', 'too long', '{"b":2}']);
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

test('a record with hundreds of thousands of fields is read, one with more is a flaw', () => {
  const wide = (fields: number): string =>
    `{${Array.from({ length: fields }, (_, at) => `"k${at}":1`).join()}}`;
  const { events, flaws } = readAll(bytesOf(`${wide(500_001)}\n{"a":1}\n${wide(200_000)}`));
  expect(events.map(({ names }) => names.length)).toEqual([1, 200_000]);
  expect(flaws).toMatchObject([{ lineNumber: 1, reason: 'it has more than 500000 fields' }]);
});

describe('arrays', () => {
  test('elements with brackets in strings, on several lines', () => {
    const text = '[\n {"a":"],}\\""} ,\n{"a":[1,{"b":2}]}\n]';
    const { events, flaws } = readAll(bytesOf(text), 'array');
    expect(flaws).toEqual([]);
    expect(events.map((event) => fieldsOf(event))).toEqual([{ a: '],}"' }, { a: '1', 'a.b': '2' }]);
    expect(layoutOf(bytesOf(text))).toBe('array');
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
    expect(layoutOf(bytesOf(text))).toBe('array');
    const { events, flaws } = readAll(bytesOf(text), 'array');
    expect(flaws).toEqual([]);
    expect(events.map((event) => fieldsOf(event))).toEqual([{ a: '1' }, { 'a.b': '}' }]);
  });

  test('any list of objects comes back', () => {
    fc.assert(
      fc.property(fc.array(fc.dictionary(fc.string(), fc.json())), fc.nat(4), (list, indent) => {
        const bytes = bytesOf(JSON.stringify(list, null, indent));
        const pieces = [...elements(new TextBlocks(sourceOf(bytes)))].flat();
        expect(pieces.map((piece) => JSON.parse(textOf(piece)) as unknown)).toEqual(
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
      expect(events.map((event) => documentOf(event))).toEqual(
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
        layoutOf(cut);
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

test('reads what a naive reader reads: records, places and every value by its path', () => {
  const line = fc.oneof(
    fc.dictionary(fc.string(), fc.jsonValue()).map((record) => JSON.stringify(record)),
    fc.constantFrom(
      '',
      ' \t',
      'oops',
      '{"a":',
      '[1]',
      'null',
      '{"a":1}}',
      '\ufeff{"é":"ü"}',
      '{"a":1}\r',
    ),
    fc.string({ unit: 'binary-ascii' }).map((text) => text.replaceAll('\n', ' ')),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 40 }), (all) => {
      const text = `{"first":0}\n${all.join('\n')}`;
      const { events, flaws } = readAll(bytesOf(text));
      const naive = naiveLines(text);
      const whole = naive.flatMap(({ record, offsetBytes }) =>
        record === undefined ? [] : [{ record, offsetBytes }],
      );
      expect(events.map((event) => event.offsetBytes)).toEqual(
        whole.map(({ offsetBytes }) => offsetBytes),
      );
      expect(flaws.map((flaw) => flaw.lineNumber)).toEqual(
        naive.filter(({ record }) => record === undefined).map(({ lineNumber }) => lineNumber),
      );
      for (const [at, { record }] of whole.entries()) {
        const texts = naiveTexts(record).toSorted();
        expect(texts.filter((one) => !hasValue(events[at], one))).toEqual([]);
      }
    }),
    { seed: 44, numRuns: 400 },
  );
});

/** `path=text` stands among the fields, under the path or, where that name is taken, beside it. */
function hasValue(event: EventRecord | undefined, pathAndText: string): boolean {
  const fields = fieldsOf(event);
  return Object.entries(fields).some(([name, value]) =>
    (Array.isArray(value) ? value : [value]).some((text) =>
      [`${name}=${text}`, `${name.replace(/^record\./, '')}=${text}`].includes(pathAndText),
    ),
  );
}

test('hostile records are events or flaws', () => {
  const { events, flaws } = readAll(
    bytesOf(
      [
        '{"a":1,"a":2}',
        `{"${'k'.repeat(1 << 20)}":1}`,
        '{"\\ud800":"\\udfff"}',
        '{"a\\u0000b":"\\u0000"}',
        `{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`,
        `{"n":12345678901234567890,"a":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_001)}`,
        `{${Array.from({ length: 50_000 }, (_, n) => `"k${n}":${n}`).join()}}`,
        '{"__proto__":{"x":1},"constructor":"y","toString":null}',
        '\0'.repeat(1_000),
      ].join('\n'),
    ),
  );
  expect(events.map((event) => event.names.length)).toEqual([1, 1, 1, 1, 50_000, 3]);
  expect(fieldsOf(events[0])).toEqual({ a: '2' });
  expect(documentOf(events[0])).toBe('{"a":1,"a":2}');
  expect(flaws.map((flaw) => flaw.lineNumber)).toEqual([5, 6, 9]);
});

test('records of ever new forms do not grow without end', () => {
  const text = Array.from({ length: 20_000 }, (_, n) => `{"k${n}":{"x${n}":${n}},"y":[${n}]}`);
  const { events } = readAll(bytesOf(text.join('\n')));
  expect(fieldsOf(events.at(-1))).toEqual({ 'k19999.x19999': '19999', y: '19999' });
});
