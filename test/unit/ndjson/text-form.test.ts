/** Lines cut by their likeness give what parsing them gives, and what is no JSON stays a flaw. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Flattener } from '@shared/ndjson/flattener';
import { isRecord } from '@shared/ndjson/json-record';
import { lines } from '@shared/ndjson/lines';
import { GENERIC_SHAPE } from '@shared/ndjson/source-shapes';
import { TextBlocks } from '@shared/ndjson/text-blocks';
import { sourceOf } from '../../fixtures/byte-source';
import { bytesOf, fieldsOf, readAll } from './bytes';

interface Read {
  readonly cut: number;
  readonly fields: readonly unknown[];
}

/** Every line by its likeness where there is one, and by parsing alone; null where it is no JSON. */
function bothWays(text: string): { quick: Read; plain: Read } {
  const flattener = new Flattener(GENERIC_SHAPE);
  const quick: unknown[] = [];
  const plain: unknown[] = [];
  let cut = 0;
  for (const piece of [...lines(new TextBlocks(sourceOf(bytesOf(text))))].flat()) {
    if (piece.type !== 'text') continue;
    const alone = parsed(new Flattener(GENERIC_SHAPE), piece.text);
    const known = piece.span === null ? null : flattener.read(piece.span);
    if (known !== null) cut++;
    plain.push(alone);
    quick.push(known === null ? parsed(flattener, piece.text) : pairs(known));
  }
  return { quick: { cut, fields: quick }, plain: { cut: 0, fields: plain } };
}

const pairs = ({ names, values }: { names: readonly string[]; values: readonly unknown[] }) =>
  names.map((name, at) => [name, values[at]]);

function parsed(flattener: Flattener, line: string): unknown {
  try {
    const record: unknown = JSON.parse(line.trim());
    return isRecord(record) ? pairs(flattener.flatten(record, line, true)) : null;
  } catch {
    return null;
  }
}

const value = fc.oneof(
  fc.constantFrom(null, true, false, 0, -0, 7, -12, 1.5, 0.1, 1e21, 1e-7, 2 ** 53),
  fc.constantFrom('', '\\', '"', 'C:\\a\\"b".exe', '\n', '\u0000', 'é', '\ud800', ',"a":"', '/'),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.string(),
  fc.array(fc.oneof(fc.string(), fc.integer(), fc.constant(null)), { maxLength: 3 }),
  fc.constantFrom({}, []),
);
const text = fc.oneof(fc.string(), fc.constantFrom('C:\\x', '"', '\t', 'ü'));
const record = fc.oneof(
  { weight: 8, arbitrary: fc.record({ a: text, b: fc.record({ c: fc.integer() }), d: text }) },
  fc.record({ a: value, b: value, c: fc.record({ d: value }) }),
  fc.record({ a: value, b: value }),
  fc.record({ b: value, 2: value, 1: value }),
  fc.record({ Data: fc.record({ '@Name': fc.string(), '#text': value }) }),
  fc.record({ list: fc.array(fc.record({ x: value }), { maxLength: 2 }), timestamp: value }),
);
const written = fc
  .tuple(record, fc.constantFrom('', ' ', '\r', '  '), fc.boolean())
  .map(
    ([one, after, spaced]) =>
      (spaced ? JSON.stringify(one, null, 1).replaceAll('\n', ' ') : JSON.stringify(one)) + after,
  );

test('any lines', () => {
  let cut = 0;
  fc.assert(
    fc.property(fc.array(written, { minLength: 5, maxLength: 60 }), (all) => {
      const { quick, plain } = bothWays(`{}\n${all.join('\n')}\n`);
      expect(quick.fields).toEqual(plain.fields);
      cut += quick.cut;
    }),
    { seed: 51, numRuns: 400 },
  );
  expect(cut).toBeGreaterThan(500);
});

test('damaged lines that are like good ones', () => {
  const line = '{"a":"C:\\\\x","n":12,"b":{"c":true,"d":[1,"y"]},"e":1.5}';
  const edit = fc.tuple(
    fc.nat(line.length),
    fc.nat(2),
    fc.constantFrom(...'"\\\t{}[],:0-.etf\u0001'),
  );
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 30 }), (edits) => {
      const damaged = edits.map(
        ([at, remove, add]) => line.slice(0, at) + add + line.slice(at + remove),
      );
      const { quick, plain } = bothWays(`{}\n${line}\n${damaged.join('\n')}\n`);
      expect(quick.fields).toEqual(plain.fields);
    }),
    { seed: 52, numRuns: 500 },
  );
});

test('numbers keep the text they have as numbers', () => {
  const numbers = [
    '1',
    '01',
    '1.0',
    '1.50',
    '-1',
    '-0',
    '1e3',
    '0.1',
    '.5',
    '1.',
    '12345678901234567',
    '0.1234567890123456789',
  ];
  const { quick, plain } = bothWays(`{}\n${numbers.map((n) => `{"n":${n}}`).join('\n')}\n`);
  expect(quick.fields).toEqual(plain.fields);
  expect(quick.cut).toBeGreaterThan(1);
});

test('a field that turns from text to null to object', () => {
  const text = ['{"a":"x"}', '{"a":"y"}', '{"a":null}', '{"a":{"b":"z"}}', '{"a":"w"}'].join('\n');
  const { events } = readAll(bytesOf(`{}\n${text}\n`));
  expect(events.slice(1).map(fieldsOf)).toEqual([
    { a: 'x' },
    { a: 'y' },
    { a: null },
    { 'a.b': 'z' },
    { a: 'w' },
  ]);
});

test('a line with an empty array or object is cut like any other', () => {
  const text = '{"a":[],"b":{},"c":"x"}\n{"a":[],"b":{},"c":"y"}\n{"a":[],"b":{},"c":"z"}\n';
  const { quick, plain } = bothWays(text);
  expect(quick.fields).toEqual(plain.fields);
  expect(quick.cut).toBe(2);
  expect(quick.fields[2]).toEqual([['a', null], ['b', null], ['c', 'z']]); // prettier-ignore
});
