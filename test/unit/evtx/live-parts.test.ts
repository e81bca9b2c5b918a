/** Where only live records are asked for, what lies behind them in a chunk is read only if they lead there. */
import { openEvtx } from '@shared/evtx/evtx-reader';
import { textOf } from '@shared/model/event';
import { describe, expect, it } from 'vitest';
import { sourceOf } from '../../fixtures/byte-source';
import { element, instanceOf, slot } from '../../fixtures/evtx/binxml-nodes';
import { text16 } from '../../fixtures/evtx/value-bytes';
import {
  eventWith,
  idsFrom,
  numbered,
  offsetsOf,
  readAll,
  SOME_TIME,
} from '../../fixtures/evtx-reading';
import {
  CHUNK_BYTES,
  FILE_HEADER_BYTES,
  joinFile,
  type RecordSpec,
  writeChunks,
} from '../../fixtures/evtx-writer';

const sparse = joinFile(writeChunks(numbered(40), { recordsPerChunk: 10 }));
const chunkStart = (index: number): number => FILE_HEADER_BYTES + index * CHUNK_BYTES;

const chunkOf = (bytes: Uint8Array): Uint8Array => bytes.subarray(chunkStart(0), chunkStart(1));

/** Bytes asked of a file until its last record is read. */
function bytesRead(bytes: Uint8Array, recover: boolean): number {
  const source = sourceOf(bytes);
  let total = 0;
  const counting = {
    ...source,
    read: (target: Uint8Array, positionBytes: number): number => {
      const read = source.read(target, positionBytes);
      total += read;
      return read;
    },
  };
  expect([...openEvtx(counting, { recover }).events()]).toHaveLength(40);
  return total;
}

describe('chunks with few records', () => {
  it('are not read to their end', () => {
    expect(bytesRead(sparse, false)).toBeLessThan(bytesRead(sparse, true) / 2);
    expect(readAll(sparse)).toMatchObject({ ids: idsFrom(1, 40), flaws: [] });
  });

  it('are read to their end where another chunk may begin there', () => {
    const from = chunkStart(1) + 1_536;
    const cut = new Uint8Array([...sparse.subarray(0, from), ...sparse.subarray(from + 1_024)]);
    const { ids, flaws } = readAll(cut);
    expect(ids.slice(-20)).toEqual(idsFrom(21, 20));
    expect(flaws).toContainEqual(
      expect.objectContaining({ kind: 'record-cut-short', offsetBytes: chunkStart(1) }),
    );
  });

  it('are read to their end where a record goes on there', () => {
    const long = 'x'.repeat(10_000);
    const two = [eventWith(41), eventWith(42, { eventData: [['Text', long]] })];
    const bytes = joinFile([chunkOf(sparse), ...writeChunks(two)]);
    const last = offsetsOf(bytes).at(-1) ?? 0;
    // Free space begins inside the last record.
    new DataView(bytes.buffer).setUint32(chunkStart(1) + 48, last + 100 - chunkStart(1), true);
    const { records, flaws } = readAll(bytes);
    expect(flaws).toEqual([]);
    expect(records.slice(-2).map(({ event }) => textOf(event, 'Text'))).toEqual([null, long]);
  });
});

describe('a template behind the live records', () => {
  const recordOf = (recordId: number, root: string, name: string, text: string): RecordSpec => ({
    recordId,
    time: SOME_TIME,
    stream: instanceOf(element(root, {}, element(name, {}, slot(0))), [text16(text)]),
  });
  const whole = joinFile(
    writeChunks([
      recordOf(1, 'Other', 'Data', 'x'.repeat(10_000)),
      recordOf(2, 'Event', 'Item', 'its template'),
      recordOf(3, 'Event', 'Item', 'far from its template'),
    ]),
  );

  /** The third record in place of the first, and nothing else live. */
  function onlyThird(): Uint8Array {
    const bytes = whole.slice();
    const view = new DataView(bytes.buffer);
    const [first = 0, , third = 0] = offsetsOf(whole);
    const length = view.getUint32(third + 4, true);
    bytes.copyWithin(first, third, third + length);
    const start = chunkStart(0);
    view.setUint32(start + 48, first + length - start, true);
    for (const at of [8, 16]) view.setBigUint64(start + at, 1n, true);
    for (const at of [24, 32]) view.setBigUint64(start + at, 3n, true);
    return bytes;
  }

  it('is found', () => {
    const { records, flaws } = readAll(joinFile([sparse, onlyThird()].map(chunkOf)));
    expect(flaws).toEqual([]);
    expect(records[10]?.tree).toEqual(['Event', 0, ['Item', 0, 'far from its template']]);
  });

  it('is not taken for the one that a chunk before had there', () => {
    const other = onlyThird();
    const name = Buffer.from(other).indexOf(Buffer.from('Item', 'utf16le'), chunkStart(0) + 20_000);
    other.set(Buffer.from('Mail', 'utf16le'), name);
    const { records } = readAll(joinFile([whole, sparse, other].map(chunkOf)));
    expect(records).toHaveLength(14);
    expect(records[1]?.tree).toEqual(['Event', 0, ['Item', 0, 'its template']]);
    expect(records[13]?.tree).toEqual(['Event', 0, ['Mail', 0, 'far from its template']]);
  });
});
