import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openWriter } from '@electron/store/sqlite';
import { eventAt } from '@electron/store/shard/segment-events';
import type { StoredEvent } from '@electron/store/event-store';
import { openShard, type ShardReader } from '@electron/store/shard/shard-reader';
import { MOST_LISTED_FLAWS, MOST_SEGMENT_EVENTS } from '@electron/store/shard/shard-schema';
import { ShardWriter } from '@electron/store/shard/shard-writer';
import { SegmentEventColumns } from '@electron/store/segment-event-columns';
import { type EventColumns, valueAt } from '@shared/model/columns';
import { CaseScopeError } from '@shared/model/errors';
import { type EventRecord, type FieldValue, RECOVERIES, type Recovery } from '@shared/model/event';
import type { FileTime } from '@shared/model/file-time';
import { temporaryFolder } from '../../fixtures/temporary-folder';

interface Given {
  readonly fields: Readonly<Record<string, FieldValue>>;
  readonly time: bigint | null;
  readonly recordId: string | null;
  readonly offsetBytes: number;
  readonly recovery: Recovery;
  readonly document: string;
  readonly rawTexts: readonly string[];
}

const given = (fields: Given['fields'], more: Partial<Given> = {}): Given => ({
  fields,
  time: null,
  recordId: null,
  offsetBytes: 0,
  recovery: 'live',
  document: '{}',
  rawTexts: [],
  ...more,
});

const recordOf = ({ fields, document, rawTexts, time, ...rest }: Given): EventRecord => ({
  ...rest,
  names: Object.keys(fields),
  values: Object.values(fields),
  time: time as FileTime | null,
  document: () => Buffer.from(document),
  rawTexts: () => rawTexts,
});

function write(events: Iterable<Given>, file = path.join(temporaryFolder(), 's.events')): string {
  const writer = new ShardWriter(file, 'json');
  for (const event of events) writer.add(recordOf(event));
  writer.finish();
  return file;
}

const givenOf = (event: StoredEvent, document: string, rawTexts: readonly string[]): Given => ({
  fields: Object.fromEntries(event.names.map((name, at) => [name, event.values[at] ?? null])),
  time: event.time,
  recordId: event.recordId,
  offsetBytes: event.offsetBytes,
  recovery: event.recovery,
  document,
  rawTexts,
});

/** Of the first segment. */
function rawTextsAt(shard: ShardReader, event: number): readonly string[] {
  const column = shard.rawTexts(0);
  const texts = column === null ? [] : valueAt(column, event);
  return Array.isArray(texts) ? (texts as string[]) : [];
}

function read(file: string): Given[] {
  const shard = openShard(file);
  try {
    return [...shard.events()].map((event) =>
      givenOf(event, shard.document(event.index), rawTextsAt(shard, event.index)),
    );
  } finally {
    shard.close();
  }
}

/** Any UTF-16, lone surrogates, NUL and line ends among it. */
const anyText = fc
  .array(fc.oneof(fc.nat(0xffff), fc.constantFrom(0, 10, 13, 0xd800, 0xdfff, 0x41)))
  .map((units) => String.fromCharCode(...units));
const anyValue = fc.oneof(anyText, fc.constant(null), fc.array(fc.option(anyText)));
const anyEvent: fc.Arbitrary<Given> = fc.record({
  fields: fc.dictionary(fc.constantFrom('A', 'B', 'C c', 'ä', 'x\0y'), anyValue),
  time: fc.option(fc.bigInt(0n, 0x7fff_ffff_ffff_ffffn)),
  recordId: fc.option(fc.bigInt(0n, 0xffff_ffff_ffff_ffffn).map(String)),
  offsetBytes: fc.nat(Number.MAX_SAFE_INTEGER),
  recovery: fc.constantFrom(...RECOVERIES),
  document: fc.string({ unit: 'binary' }).filter((text) => !/\p{Surrogate}/u.test(text)),
  rawTexts: fc.array(anyText, { maxLength: 3 }),
});

test('any events come back as they were', () => {
  const folder = temporaryFolder();
  let number = 0;
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 20 }), (events) => {
      expect(read(write(events, path.join(folder, `${number++}.events`)))).toEqual(events);
    }),
    { numRuns: 60 },
  );
});

test('more than 255 distinct values, and events without the field between them', () => {
  const events = Array.from({ length: 700 }, (_, n) => given(n % 3 === 0 ? {} : { A: `v${n}` }));
  expect(read(write(events))).toEqual(events);
});

test('fields past the limit spill and come back', () => {
  const names = Array.from({ length: 4_100 }, (_, n) => `f${n}`);
  const whole = Object.fromEntries(names.map((name) => [name, 'v']));
  const events = [given(whole), given({ f4050: ['a', null], 'g\0h': 'x\0y', f1: null })];
  const file = write(events);
  expect(read(file)).toEqual(events);
  const shard = openShard(file);
  expect(givenOf(eventAt(shard, shard.segment(0), 1), '{}', [])).toEqual(events[1]);
  const columns = new SegmentEventColumns(shard, 0, 2);
  expect(columns.names).toContain('g\0h');
  for (const [at, { fields }] of events.entries()) {
    const held = columns.names.filter((name) => valueOf(columns, name, at) !== undefined);
    expect(held.toSorted()).toEqual(Object.keys(fields).toSorted());
    for (const name of held) expect(valueOf(columns, name, at)).toEqual(fields[name]);
  }
  shard.close();
});

function valueOf(columns: EventColumns, name: string, event: number): FieldValue | undefined {
  const column = columns.column(name);
  return column === null ? undefined : valueAt(column, event);
}

test('a segment closes when it is full; numbers go on', () => {
  const count = MOST_SEGMENT_EVENTS + 3;
  function* events(): Generator<Given> {
    for (let n = 0; n < count; n++) yield given({ N: String(n) }, { offsetBytes: n });
  }
  const shard = openShard(write(events()));
  expect(shard.head.segmentCount).toBe(2);
  expect(shard.segment(1)).toMatchObject({ firstEvent: MOST_SEGMENT_EVENTS, events: 3 });
  let next = 0;
  for (const event of shard.events()) {
    if (event.index !== next || event.values[0] !== String(next)) break;
    next++;
  }
  expect(next).toBe(count);
  shard.close();
});

test('a segment also closes by its text', () => {
  const events = Array.from({ length: 6 }, (_, n) => given({ A: String(n).repeat(12 << 20) }));
  const shard = openShard(write(events));
  expect(shard.head.segmentCount).toBe(2);
  expect([...shard.events()].map((event) => event.values[0]?.length)).toEqual(
    events.map((event) => event.fields['A']?.length),
  );
  shard.close();
});

test('the summary counts events, flaws and hosts', () => {
  const file = path.join(temporaryFolder(), 's.events');
  const writer = new ShardWriter(file, 'tree');
  for (const host of ['a', 'b', 'b']) {
    writer.add(
      recordOf(
        given({ Computer: host }, { time: 10n, recovery: host === 'a' ? 'recovered' : 'live' }),
      ),
    );
  }
  for (let n = 0; n < MOST_LISTED_FLAWS + 5; n++) {
    const recordLost = n === 0;
    writer.addFlaw({ kind: 'record-damaged', offsetBytes: n, reason: 'r', recordLost });
  }
  const { summary } = writer.finish();
  expect(summary).toMatchObject({
    events: 3,
    flaws: MOST_LISTED_FLAWS + 5,
    failedRecords: 1,
    recovered: 1,
    host: 'b',
    firstEvent: '1601-01-01T00:00:00.0000010Z',
  });
  const shard = openShard(file);
  expect(shard.head.summary).toEqual(summary);
  expect(shard.head.documentKind).toBe('tree');
  expect(shard.flawKinds()).toEqual([{ kind: 'record-damaged', count: MOST_LISTED_FLAWS }]);
  const flaw = { kind: 'record-damaged', line: null, reason: 'r' };
  expect(shard.flaws(0, 2)).toEqual([
    { ...flaw, id: 1, offset: 0, recordLost: true },
    { ...flaw, id: 2, offset: 1, recordLost: false },
  ]);
  expect(shard.flaws(MOST_LISTED_FLAWS - 1, MOST_LISTED_FLAWS + 9)).toMatchObject([
    { id: MOST_LISTED_FLAWS },
  ]);
  shard.close();
});

test('the index finds the dictionary row of a value', () => {
  const shard = openShard(write([given({ A: 'has a needle in it' }), given({ A: 'other' })]));
  expect(shard.indexRows(['nee', 'edl'])).toHaveLength(1);
  expect(shard.indexRows(['zzz'])).toHaveLength(0);
  shard.close();
});

test('nothing is visible before the end, and abandoning leaves nothing', () => {
  const folder = temporaryFolder();
  const writer = new ShardWriter(path.join(folder, 's.events'), 'json');
  writer.add(recordOf(given({ A: 'x' })));
  expect(fs.existsSync(path.join(folder, 's.events'))).toBe(false);
  writer.abandon();
  expect(fs.readdirSync(folder)).toEqual([]);
});

describe('damage', () => {
  const failure = (work: () => unknown): unknown => {
    try {
      return work();
    } catch (error) {
      return error;
    }
  };
  const code = (error: unknown): string | null =>
    error instanceof CaseScopeError ? error.code : null;

  test.each([
    ['no database', (file: string) => fs.writeFileSync(file, 'no database, but long enough text')],
    ['empty', (file: string) => fs.writeFileSync(file, '')],
    ['missing', (file: string) => fs.rmSync(file)],
    ['cut', (file: string) => fs.truncateSync(file, 9_000)],
  ])('%s', (_, damage) => {
    const file = write([given({ A: 'x' })]);
    damage(file);
    expect(code(failure(() => read(file)))).toBe('shard-damaged');
  });

  test.each([
    "UPDATE meta SET value = '3' WHERE key = 'version'",
    "UPDATE col SET codes = x'0102'",
    "UPDATE col SET codes = (SELECT has_time FROM segment), dictionary = x'00'",
    'UPDATE col SET dictionary_bytes = 3',
    'UPDATE segment SET events = 7',
    'DELETE FROM segment WHERE id = 0',
    'DELETE FROM document',
    "UPDATE document SET packed = x''",
    "UPDATE segment SET time_base = 'x'",
  ])('%s', (sql) => {
    const file = write([given({ A: 'x' }), given({ A: 'y' })]);
    const writer = openWriter(file);
    writer.exec(sql);
    writer.close();
    expect(code(failure(() => read(file)))).toBe('shard-damaged');
  });

  test('flipped bytes never throw anything untyped', () => {
    const file = write(Array.from({ length: 40 }, (_, n) => given({ A: `v${n}`, B: ['x', null] })));
    const whole = fs.readFileSync(file);
    const hurt = path.join(path.dirname(file), 'hurt.events');
    const flip = fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }));
    fc.assert(
      fc.property(fc.array(flip, { minLength: 1, maxLength: 20 }), (flips) => {
        const bytes = Buffer.from(whole);
        for (const [at, by] of flips) bytes[at] = (bytes[at] ?? 0) ^ by;
        fs.writeFileSync(hurt, bytes);
        const answer = failure(() => read(hurt));
        expect(Array.isArray(answer) || code(answer) === 'shard-damaged').toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

test('closes a document block at its size, and finds each document again', () => {
  const file = path.join(temporaryFolder(), 'large.events');
  const documents = Array.from({ length: 40 }, (_, index) => `${index} ${'x'.repeat(900_000)}`);
  const writer = new ShardWriter(file, 'json');
  for (const [index, document] of documents.entries()) {
    writer.add({
      ...{ names: ['n'], values: [String(index)], offsetBytes: index, recordId: null, time: null },
      recovery: 'live',
      document: () => Buffer.from(document),
      rawTexts: () => [],
    });
  }
  writer.finish();
  const shard = openShard(file);
  try {
    for (const index of [39, 0, 9, 8, 20, 39]) expect(shard.document(index)).toBe(documents[index]);
    expect(() => shard.document(40)).toThrow('missing');
  } finally {
    shard.close();
  }
});
