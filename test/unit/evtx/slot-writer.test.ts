/** What the fast writers write is what the definition of each value says (`scalarOf`). */
import type { ChunkBytes } from '@shared/evtx/chunk-bytes';
import { FileTemplates } from '@shared/evtx/file-templates';
import { JSON_BYTES_PER_UNIT, writeAsciiOf, writeJsonText } from '@shared/evtx/json-text';
import { NameTable } from '@shared/evtx/name-table';
import { writeInt32, writeUint32 } from '@shared/evtx/number-text';
import { PlanTable } from '@shared/evtx/plan-table';
import { RecordResolver } from '@shared/evtx/record-resolver';
import { scalarText } from '@shared/evtx/record-tree';
import { SlotReader } from '@shared/evtx/slot-reader';
import { SlotWriter } from '@shared/evtx/slot-writer';
import { TemplateStore } from '@shared/evtx/template-store';
import { Utf8Sink } from '@shared/evtx/utf8-sink';
import { scalarOf } from '@shared/evtx/value-scalar';
import { VALUE, WIDTH_BYTES } from '@shared/evtx/value-types';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { chunkHolding } from '../../fixtures/evtx/one-chunk';
import { oddText } from '../../fixtures/evtx/random-records';
import { text16, type time } from '../../fixtures/evtx/value-bytes';

const decoder = new TextDecoder('utf-8', { fatal: true });

/** What a writer puts behind a start; what stood before it must stay. */
function written(start: number, write: (sink: Utf8Sink, at: number) => number): string | null {
  const sink = new Utf8Sink(16_384);
  sink.bytes.fill(0x2e);
  const end = write(sink, start);
  expect(decoder.decode(sink.bytes.subarray(0, start))).toBe('.'.repeat(start));
  return end < 0 ? null : decoder.decode(sink.bytes.subarray(start, end));
}

const bytesOf = (value: ReturnType<typeof time>): Uint8Array =>
  value.kind === 'bytes' ? value.bytes : new Uint8Array();

function writerOver(chunk: ChunkBytes): SlotWriter {
  const names = new NameTable(chunk);
  const plans = new PlanTable(chunk, names, new TemplateStore(), new FileTemplates());
  return new SlotWriter(new SlotReader(chunk, plans, new RecordResolver(chunk, names, plans)));
}

const place = fc.tuple(fc.nat(9), fc.nat(40_000));

/** Eight bytes as a number would have them: often small, often at an edge. */
const numberBytes = fc
  .oneof(
    fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
    fc.bigInt({ min: 0n, max: 70_000n }),
    fc
      .tuple(
        fc.constantFrom(0n, 10n ** 9n, 2n ** 31n, 2n ** 32n, 2n ** 53n),
        fc.integer({ min: -3, max: 3 }),
      )
      .map(([edge, by]) => BigInt.asUintN(64, edge + BigInt(by))),
    // Times of 1601 to a little past 9999.
    fc.bigInt({ min: 0n, max: 2_650_470_000_000_000_000n }),
  )
  .map((number) => new Uint8Array(new BigUint64Array([number, ~number]).buffer));

const WIDE = [
  ...[VALUE.int8, VALUE.uint8, VALUE.int16, VALUE.uint16, VALUE.int32, VALUE.uint32],
  ...[VALUE.uint64, VALUE.bool, VALUE.guid, VALUE.fileTime, VALUE.hex32, VALUE.hex64],
];

it.each(WIDE)('writes values of type %i as they are defined', (type) => {
  let answered = 0;
  fc.assert(
    fc.property(numberBytes, place, (bytes, [start, offset]) => {
      const chunk = chunkHolding(bytes, offset);
      const length = WIDTH_BYTES[type] ?? 0;
      const text = written(start, (sink, at) =>
        writerOver(chunk).plain(sink, at, type, offset, length),
      );
      if (text === null) return;
      answered++;
      expect(text).toBe(scalarText(scalarOf(chunk, type, offset, length)));
    }),
    { numRuns: 400 },
  );
  expect(answered).toBeGreaterThan(100);
});

const VARIABLE = [VALUE.binary, VALUE.sid, VALUE.sizeT];

it.each(VARIABLE)('writes values of type %i and any length as they are defined', (type) => {
  const shape = fc.oneof(
    fc.uint8Array({ minLength: 4, maxLength: 80 }),
    fc.tuple(fc.nat(15), fc.uint8Array({ minLength: 64, maxLength: 64 })).map(([parts, bytes]) => {
      const sid = Uint8Array.from([1, parts, 0, 0, 0, 0, ...bytes]);
      return sid.subarray(0, 8 + parts * 4);
    }),
  );
  let answered = 0;
  fc.assert(
    fc.property(shape, place, (bytes, [start, offset]) => {
      const chunk = chunkHolding(bytes, offset);
      const text = written(start, (sink, at) =>
        writerOver(chunk).plain(sink, at, type, offset, bytes.length),
      );
      if (text === null) return;
      answered++;
      expect(text).toBe(scalarText(scalarOf(chunk, type, offset, bytes.length)));
    }),
    { numRuns: 400 },
  );
  expect(answered).toBeGreaterThan(100);
});

it('leaves to the definition what it cannot write', () => {
  const chunk = chunkHolding(new Uint8Array(16).fill(0xff));
  for (const type of [VALUE.uint64, VALUE.fileTime, VALUE.real64, VALUE.systemTime]) {
    expect(writerOver(chunk).plain(new Utf8Sink(), 0, type, 0, 16)).toBe(-1);
  }
});

it('writes 32-bit numbers of both signs', () => {
  fc.assert(
    fc.property(fc.integer(), fc.nat(9), (number, start) => {
      expect(written(start, (sink, at) => writeInt32(sink, at, number))).toBe(String(number));
      const unsigned = number >>> 0;
      expect(written(start, (sink, at) => writeUint32(sink, at, unsigned))).toBe(String(unsigned));
    }),
    { numRuns: 2_000 },
  );
});

const cut = (text: string): string => text.split('\0')[0] ?? '';
/** Texts that are plain for a while: the fast lane is left and entered again. */
const longText = fc
  .array(fc.oneof(oddText, fc.string({ unit: 'grapheme-ascii' }), fc.string({ unit: 'binary' })), {
    maxLength: 6,
  })
  .map((parts) => parts.join(''));

it('writes text as a JSON string', () => {
  fc.assert(
    fc.property(longText, place, fc.boolean(), (text, [start, offset], isOdd) => {
      const bytes = bytesOf(text16(text));
      const chunk = chunkHolding(bytes, offset);
      const length = bytes.length + (isOdd ? 1 : 0);
      const json = written(start, (sink, at) =>
        writeJsonText(sink, at, chunk.dataView, offset, length),
      );
      expect(json).toBe(JSON.stringify(cut(text)));
      expect(json?.length).toBeLessThanOrEqual(text.length * JSON_BYTES_PER_UNIT + 2);
    }),
    { numRuns: 3_000 },
  );
});

it('writes ASCII text as it is and refuses all other', () => {
  fc.assert(
    fc.property(longText, place, (text, [start, offset]) => {
      const bytes = bytesOf(text16(text));
      const chunk = chunkHolding(bytes, offset);
      const ascii = written(start, (sink, at) =>
        writeAsciiOf(sink, at, chunk.dataView, offset, bytes.length),
      );
      const isAscii = [...cut(text)].every((character) => character < '\u0080');
      expect(ascii).toBe(isAscii ? cut(text) : null);
    }),
    { numRuns: 3_000 },
  );
});

it('writes text that ends with the chunk', () => {
  const bytes = bytesOf(text16('the end'));
  const offset = 65_536 - bytes.length;
  const { dataView } = chunkHolding(bytes, offset);
  const json = written(0, (sink, at) => writeJsonText(sink, at, dataView, offset, bytes.length));
  expect(json).toBe('"the end"');
});
