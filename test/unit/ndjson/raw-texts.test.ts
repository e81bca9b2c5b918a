/** What records say beside their fields, held to every text of the record as it is written. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rawTextsOf } from '@shared/model/raw-texts';
import type { EventRecord } from '@shared/model/event';
import { jsonTexts } from '@shared/ndjson/json-texts';
import { bytesOf, documentOf, readAll } from './bytes';

const plainly = (event: EventRecord): string[] =>
  rawTextsOf(jsonTexts(documentOf(event) ?? ''), event.values);

/** What fields show may be told again. */
const told = (event: EventRecord): string[] => rawTextsOf(event.rawTexts(), event.values);

const text = fc.constantFrom('a', 'b', '', ' ', 'é', 'x"y', 'C:\\x', '\u0000', '\ud83d\ude00');
const number = fc.constantFrom('1', '1.0', '1e3', '-0', '12345678901234567890', '0.5');
const scalar = fc.oneof(
  text.map((one) => JSON.stringify(one)),
  number,
  fc.constantFrom('true', 'false', 'null', '{}', '[]'),
);
const key = fc.constantFrom('a', 'b', 'Data', '@Name', '#text', '#attributes', 'Name', 'k"k', 'é');
const written = fc.letrec<{ value: string; object: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    scalar,
    tie('object'),
    fc.array(tie('value'), { maxLength: 3 }).map((all) => `[${all.join(', ')}]`),
  ),
  // A key may stand there twice.
  object: fc
    .array(fc.tuple(key, tie('value')), { maxLength: 4 })
    .map((all) => `{${all.map(([name, value]) => `${JSON.stringify(name)}: ${value}`).join(',')}}`),
})).object;

/** Records of sources that name their fields, with a place for anything. */
const SHAPES: readonly ((inside: string) => string)[] = [
  (inside) => inside,
  (inside) =>
    `{"Event":{"#attributes":{"xmlns":"http://x"},"System":{"EventID":{"#attributes":{"Qualifiers":0},` +
    `"#text":7},"Channel":"Security","Computer":"A","Provider":{"#attributes":{"Name":"P"}},` +
    `"TimeCreated":{"#attributes":{"SystemTime":"2024-01-01T00:00:00Z"}}},"EventData":${inside}}}`,
  (inside) =>
    `{"@timestamp":"2024-01-01T00:00:00Z","ecs":{"version":"8"},"event":{"dataset":"d","code":1},` +
    `"user":{"name":"u","domain":"d"},"process":{"executable":"C:\\\\a.exe"},"more":${inside}}`,
  (inside) =>
    `{"EventId":1,"Payload":${JSON.stringify(`{"EventData":${inside}}`)},"MapDescription":"m",` +
    `"ChunkNumber":1,"TimeCreated":"2024-01-01T00:00:00Z","Computer":"A"}`,
];

test('raw texts are the texts of the record that no field has', () => {
  let known = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...SHAPES),
      fc.array(written, { maxLength: 3 }),
      (shape, inside) => {
        const lines = inside.map((object) => `${shape(object)}\n`);
        // Lines like an earlier one are read along its form, and then have a list that is there already.
        const { events } = readAll(bytesOf([...lines, ...lines, ...lines].join('')));
        known += events.length - new Set(events.map((event) => event.rawTexts())).size;
        for (const event of events)
          expect(told(event).toSorted()).toEqual(plainly(event).toSorted());
      },
    ),
    { numRuns: 1_500 },
  );
  expect(known).toBeGreaterThan(30);
});

test('lines of one form share one list', () => {
  const lines = ['v', 'w', 'x', 'y', 'z'].map((value) => `{"a":"${value}","b":1}\n`);
  const lists = readAll(bytesOf(lines.join(''))).events.map((event) => event.rawTexts());
  for (const list of lists) expect(list).toEqual(['a', 'b']);
  expect(lists.at(-1)).toBe(lists.at(-2));
});
