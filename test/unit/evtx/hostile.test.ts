/** Whatever the bytes are: no error leaves the reader, it ends, and it yields no more than can be. */
import { openEvtx } from '@shared/evtx/evtx-reader';
import { renderJson } from '@shared/evtx/render-json';
import { renderXml } from '@shared/evtx/render-xml';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sourceOf } from '../../fixtures/byte-source';
import {
  type Element,
  element,
  instanceOf,
  type Node,
  plainStream,
  slot,
  type Stream,
  text,
} from '../../fixtures/evtx/binxml-nodes';
import { arrayOf, hex64, nested, sid, text16, uint8 } from '../../fixtures/evtx/value-bytes';
import { eventWith, readAll, SOME_TIME } from '../../fixtures/evtx-reading';
import { writeEvtx } from '../../fixtures/evtx-writer';

const SMALLEST_RECORD_BYTES = 28;

const file = writeEvtx({
  records: [
    eventWith(1, {
      eventData: [
        ['A', 'text'],
        ['B', 7],
        ['C', sid('S-1-5-18')],
      ],
    }),
    eventWith(2, { unnamed: [['one', 'two'], 'three'] }),
    { ...eventWith(3, { eventData: [['A', 'plain']] }), plain: true },
    eventWith(4, {
      userData: { root: element('W', {}, element('L', { K: slot(0) })), values: [hex64(5n)] },
    }),
    eventWith(5, {
      eventData: [
        ['A', 'again'],
        ['B', 8],
        ['C', null],
      ],
    }),
  ],
});
const USED_BYTES = file.findLastIndex((byte) => byte !== 0) + 1;

function readsSafely(bytes: Uint8Array): void {
  const { records, flaws } = readAll(bytes);
  for (const { event, tree } of records) {
    expect(event.names.length).toBe(event.values.length);
    expect(new Set(event.names).size).toBe(event.names.length);
    expect(event.offsetBytes).toBeLessThan(bytes.length);
    renderXml(tree);
    JSON.stringify(renderJson(tree));
    event.document();
  }
  const lost = flaws.filter(({ recordLost }) => recordLost).length;
  // One more may be told of the file as a whole: that it was cut.
  expect(records.length + lost).toBeLessThanOrEqual(1 + bytes.length / SMALLEST_RECORD_BYTES);
  const { total } = openEvtx(sourceOf(bytes)).estimate();
  expect(total).toBeLessThanOrEqual(Math.ceil(bytes.length / SMALLEST_RECORD_BYTES));
}

it('survives flipped bytes anywhere', { timeout: 120_000 }, () => {
  const flips = fc.array(fc.record({ at: fc.nat(USED_BYTES - 1), to: fc.nat(255) }), {
    minLength: 1,
    maxLength: 12,
  });
  fc.assert(
    fc.property(flips, (changes) => {
      const bytes = file.slice();
      for (const { at, to } of changes) bytes[at] = to;
      readsSafely(bytes);
    }),
    { numRuns: 600 },
  );
});

it('survives every single byte of the records set to its extremes', { timeout: 120_000 }, () => {
  for (let at = 4_096 + 512; at < USED_BYTES; at += 5) {
    for (const to of [0x00, 0xff]) {
      const bytes = file.slice();
      bytes[at] = to;
      readsSafely(bytes);
    }
  }
});

it('survives a cut at any place', () => {
  fc.assert(
    fc.property(fc.nat(USED_BYTES), (length) => readsSafely(file.slice(0, length))),
    { numRuns: 300 },
  );
});

it('survives noise behind a good start', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 64, maxLength: 2_000 }), fc.nat(600), (noise, skip) => {
      const bytes = file.slice();
      bytes.set(noise, 4_096 + skip);
      readsSafely(bytes);
    }),
    { numRuns: 200 },
  );
});

const fileOf = (stream: Stream): Uint8Array =>
  writeEvtx({ records: [{ recordId: 1, time: SOME_TIME, stream }] });

it('ends where arrays in one element would multiply', () => {
  const items = arrayOf(Array.from({ length: 2_000 }, () => uint8(1)));
  const root = element('Event', {}, element('E', { A: slot(0) }, slot(0), ' ', slot(0)));
  const { records, flaws } = readAll(fileOf(instanceOf(root, [items])));
  expect(records).toEqual([]);
  expect(flaws).toMatchObject([{ kind: 'record-damaged', recordLost: true }]);
});

it('ends where streams use each other twice, forty deep', () => {
  const twice = element('Event', {}, element('A', {}, slot(0)), element('B', {}, slot(0)));
  let stream = instanceOf(twice, [text16('core')]);
  for (let depth = 0; depth < 40; depth++) stream = instanceOf(twice, [nested(stream)]);
  const { records, flaws } = readAll(fileOf(stream));
  expect(records).toEqual([]);
  expect(flaws).toMatchObject([{ kind: 'record-damaged', recordLost: true }]);
});

it('keeps an array as long as a chunk allows', () => {
  const many = Array.from({ length: 30_000 }, () => '');
  const { records, flaws } = readAll(writeEvtx({ records: [eventWith(1, { unnamed: [many] })] }));
  expect(records[0]?.event.values.at(-1)).toHaveLength(30_000);
  expect(flaws).toEqual([]);
});

it('ends where a layout would use embedded streams again and again', () => {
  const uses = Array.from({ length: 100 }, () => element('A', {}, slot(0)));
  const root = element('Event', {}, ...uses);
  let stream = instanceOf(root, [text16('core')]);
  for (let depth = 0; depth < 6; depth++) stream = instanceOf(root, [nested(stream)]);
  const { records, flaws } = readAll(fileOf(stream));
  expect(records).toEqual([]);
  expect(flaws).toMatchObject([{ kind: 'record-damaged', recordLost: true }]);
});

const nestedElements = (depth: number, inner: Node): Element => {
  let made = element('E', {}, inner);
  for (let at = 1; at < depth; at++) made = element('E', {}, made);
  return made;
};

const nestedStreams = (elements: number, streams: number): Stream => {
  let stream = plainStream(nestedElements(elements, text('core')));
  for (let depth = 1; depth < streams; depth++) {
    stream = plainStream(nestedElements(elements, { kind: 'literal', value: nested(stream) }));
  }
  return stream;
};

it.each([
  ['plain elements', 500, 1],
  ['plain elements in streams in streams', 60, 20],
  ['streams in streams', 1, 200],
])('gives up on %s nested too deep for any stack', (_, elements, streams) => {
  const { records, flaws } = readAll(fileOf(nestedStreams(elements, streams)));
  expect(records).toEqual([]);
  expect(flaws).toMatchObject([{ kind: 'record-damaged', recordLost: true }]);
});

it('reads what nests as deep as it may', () => {
  const bytes = fileOf(nestedStreams(60, 14));
  readsSafely(bytes);
  expect(readAll(bytes).records).toHaveLength(1);
});

it('keeps what stands around templates nested too deep', () => {
  const root = nestedElements(50, slot(0));
  let stream = instanceOf(root, [text16('core')]);
  for (let depth = 1; depth < 100; depth++) stream = instanceOf(root, [nested(stream)]);
  const { records, flaws } = readAll(fileOf(stream));
  expect(records).toHaveLength(1);
  expect(flaws).toMatchObject([{ reason: 'streams nest too deep', recordLost: false }]);
});

it('ends where a definition holds an instance of itself', () => {
  const inner = instanceOf(element('B'), []);
  const outer = element('Event', {}, { kind: 'literal', value: nested(inner) });
  const bytes = fileOf(instanceOf(outer, []));
  // Both instances: token, 1, template id, offset of the definition.
  const [first = 0, second = 0] = [...bytes.keys()].filter(
    (at) => bytes[at] === 0x0c && bytes[at + 1] === 1 && bytes[at - 4] === 0x0f,
  );
  bytes.copyWithin(second, first, first + 10);
  const { records, flaws } = readAll(bytes);
  expect(records).toEqual([]);
  expect(flaws).toMatchObject([{ kind: 'record-damaged', recordLost: true }]);
});

it('cuts names of thousands of characters', () => {
  const name = 'n'.repeat(20_000);
  const stream = plainStream(
    element('Event', {}, ...Array.from({ length: 1_000 }, () => element(name))),
  );
  const [record] = readAll(fileOf(stream)).records;
  expect(record?.event.document().length).toBeLessThan(1_000 * 300);
  expect(record?.tree).toContainEqual(['n'.repeat(256), 0]);
});

const copies = (stream: Stream, count: number): Uint8Array =>
  writeEvtx({
    records: Array.from({ length: count }, (_, at) => ({
      recordId: at + 1,
      time: SOME_TIME,
      stream,
    })),
  });

const documentBytes = (bytes: Uint8Array): number =>
  readAll(bytes).records.reduce((sum, { event }) => sum + event.document().length, 0);

it.each([
  ['elements', element('Event', {}, ...Array.from({ length: 1_500 }, () => element('E')))],
  ['names', element('Event', {}, ...Array.from({ length: 300 }, () => element('E'.repeat(200))))],
  ['texts', element('Event', { A: 'x'.repeat(12_000) }, 'y'.repeat(12_000))],
])('lets no template make much of many small records by its %s', (_, root) => {
  const bytes = copies(instanceOf(root, []), 300);
  // The first, which holds the definition, is large enough for it.
  expect(readAll(bytes).ids).toEqual(['1']);
  expect(documentBytes(bytes)).toBeLessThan(bytes.length * 2);
});

it('names no field by a path without end', () => {
  const bytes = copies(nestedStreams(60, 14), 1);
  const stream = plainStream(
    element(
      'Event',
      {},
      element('EventData', {}, { kind: 'literal', value: nested(nestedStreams(60, 12)) }),
    ),
  );
  for (const one of [bytes, fileOf(stream)]) {
    const [record] = readAll(one).records;
    const longest = Math.max(0, ...(record?.event.names ?? []).map((name) => name.length));
    expect(longest).toBeLessThan(1_100);
  }
});
