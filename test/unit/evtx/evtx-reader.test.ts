import { openEvtx } from '@shared/evtx/evtx-reader';
import { formatFileTime } from '@shared/model/time-text';
import { textOf } from '@shared/model/event';
import { describe, expect, it } from 'vitest';
import { sourceOf } from '../../fixtures/byte-source';
import { element, instanceOf } from '../../fixtures/evtx/binxml-nodes';
import {
  eventWith,
  idsFrom,
  numbered,
  offsetsOf,
  readAll,
  readOne,
  SOME_TIME,
} from '../../fixtures/evtx-reading';
import {
  CHUNK_BYTES,
  FILE_HEADER_BYTES,
  joinFile,
  writeChunks,
  writeEvtx,
  zeroChunk,
} from '../../fixtures/evtx-writer';

const sixChunks = writeChunks(numbered(24), { recordsPerChunk: 4 });

describe('a healthy log', () => {
  it('gives every record once, in order, over several chunks', () => {
    const bytes = writeEvtx({ records: numbered(900) });
    expect(bytes.length).toBeGreaterThan(FILE_HEADER_BYTES + 2 * CHUNK_BYTES);
    const { ids, flaws } = readAll(bytes);
    expect(ids).toEqual(idsFrom(1, 900));
    expect(flaws).toEqual([]);
    expect(openEvtx(sourceOf(bytes)).estimate()).toEqual({ total: 900, unit: 'records' });
  });

  it('tells id, time, place and fields of a record', () => {
    const { event } = readOne(writeEvtx({ records: numbered(1, 77) }));
    expect(event.recordId).toBe('77');
    expect(event.time).toBe(SOME_TIME);
    expect(event.recovery).toBe('live');
    expect(event.offsetBytes).toBe(FILE_HEADER_BYTES + 512);
    expect(textOf(event, 'EventID')).toBe('42');
    expect(textOf(event, 'TimeCreated_SystemTime')).toBe(formatFileTime(SOME_TIME));
    expect(textOf(event, 'Computer')).toBe('WS-ALVA.norte.example');
    expect(textOf(event, 'Number')).toBe('event 77');
  });

  it('reads the same again from the same reader', () => {
    const reader = openEvtx(sourceOf(writeEvtx({ records: numbered(5) })));
    const first = [...reader.records()].length;
    expect([...reader.records()].length).toBe(first);
    expect(reader.done()).toBe(5);
  });

  it('has no events when it has no chunks', () => {
    expect(readAll(joinFile([])).ids).toEqual([]);
  });
});

describe('logs in other states', () => {
  it('takes the chunks from the file size where a dirty header claims fewer', () => {
    const { ids, flaws } = readAll(joinFile(sixChunks, { dirty: true, claimedChunks: 1 }));
    expect(ids).toEqual(idsFrom(1, 24));
    expect(flaws).toEqual([]);
  });

  it('reads a wrapped log in physical order', () => {
    const wrapped = [...sixChunks.slice(4), ...sixChunks.slice(0, 4)];
    const { ids, flaws } = readAll(joinFile(wrapped, { oldestChunk: 2 }));
    expect(ids).toEqual([...idsFrom(17, 8), ...idsFrom(1, 16)]);
    expect(flaws).toEqual([]);
  });

  it('steps over zero chunks in between', () => {
    const [first = zeroChunk(), ...rest] = sixChunks;
    const { ids, flaws } = readAll(
      joinFile([first, zeroChunk(), zeroChunk(), ...rest, zeroChunk()]),
    );
    expect(ids).toEqual(idsFrom(1, 24));
    expect(flaws).toEqual([]);
  });

  it('reads a run of chunks without a file header', () => {
    const { ids } = readAll(joinFile(sixChunks).slice(FILE_HEADER_BYTES));
    expect(ids).toEqual(idsFrom(1, 24));
  });

  it('reads a log that keeps no checksums', () => {
    const { ids, flaws } = readAll(writeEvtx({ records: numbered(3), checksums: false }));
    expect(ids).toEqual(idsFrom(1, 3));
    expect(flaws).toEqual([]);
  });

  it('keeps the records of a last chunk cut short', () => {
    const bytes = writeEvtx({ records: numbered(8) });
    const fifth = offsetsOf(bytes)[4] ?? 0;
    const { ids } = readAll(bytes.slice(0, fifth + 3));
    expect(ids).toEqual(idsFrom(1, 4));
  });
});

describe('a file that ends inside a chunk', () => {
  it('says how many records its chunk claims and how many are there', () => {
    const whole = writeEvtx({ records: numbered(8), recordsPerChunk: 4 });
    const offsets = offsetsOf(whole);
    const cut = whole.slice(0, offsets[6]);
    const { ids, flaws } = readAll(cut);
    expect(ids).toEqual(idsFrom(1, 6));
    expect(flaws).toMatchObject([{ kind: 'record-cut-short', recordLost: true }]);
    expect(flaws[0]?.reason).toBe(
      'the file ends inside this chunk: it claims 4 records, 2 are there',
    );
  });
});

describe('what belongs to a chunk', () => {
  const header = (bytes: Uint8Array): DataView =>
    new DataView(bytes.buffer, FILE_HEADER_BYTES, 512);

  it('ends the live records at the free space', () => {
    const bytes = writeEvtx({ records: numbered(8) });
    const sixth = (offsetsOf(bytes)[5] ?? 0) - FILE_HEADER_BYTES;
    header(bytes).setUint32(48, sixth, true);
    expect(readAll(bytes).ids).toEqual(idsFrom(1, 5));
  });

  it('ends the live records at the last id', () => {
    const bytes = writeEvtx({ records: numbered(8) });
    header(bytes).setBigUint64(32, 3n, true);
    expect(readAll(bytes).ids).toEqual(idsFrom(1, 3));
  });

  it('forgets the names and definitions of the chunk before', () => {
    const [one = zeroChunk()] = writeChunks([eventWith(1, { eventData: [['First', 'a']] })]);
    const [two = zeroChunk()] = writeChunks([eventWith(2, { eventData: [['Other', 'b']] })]);
    const plain = element(
      'Entry',
      {},
      element('EventData', {}, element('Data', { Name: 'X' }, 'c')),
    );
    const stream = instanceOf(plain, []);
    const [three = zeroChunk()] = writeChunks([{ recordId: 3, time: SOME_TIME, stream }]);
    const { records } = readAll(joinFile([one, two, three]));
    const told = ['First', 'Other', 'X'].map((name, at) => {
      const event = records[at]?.event;
      return event === undefined ? null : textOf(event, name);
    });
    expect(told).toEqual(['a', 'b', 'c']);
    // Its name stands where the other chunks have `Event`.
    expect(records[2]?.tree[0]).toBe('Entry');
  });
});

describe('damage', () => {
  const damagedAt = (bytes: Uint8Array, offset: number, ...changed: number[]): Uint8Array => {
    const copy = bytes.slice();
    copy.set(changed, offset);
    return copy;
  };
  const file = writeEvtx({ records: numbered(8) });
  const [, , third = 0] = offsetsOf(file);

  it('counts a record whose stream is broken, and reads the later ones', () => {
    const { ids, flaws } = readAll(damagedAt(file, third + 24, 0x1f));
    expect(ids).toEqual(idsFrom(1, 8).filter((id) => id !== '3'));
    expect(flaws).toMatchObject([{ kind: 'record-damaged', offsetBytes: third, recordLost: true }]);
  });

  it.each([
    ['zero', [0, 0, 0, 0]],
    ['beyond the chunk', [0xff, 0xff, 0xff, 0x7f]],
  ])('counts a record whose size is %s, and finds the next one', (_, size) => {
    const { ids, flaws } = readAll(damagedAt(file, third + 4, ...size));
    expect(ids).toEqual(idsFrom(1, 8).filter((id) => id !== '3'));
    expect(flaws).toMatchObject([{ kind: 'record-damaged', offsetBytes: third, recordLost: true }]);
  });

  it('reads a record whose size is too small by its stream, and finds the next one', () => {
    const { ids } = readAll(damagedAt(file, third + 4, 40, 0, 0, 0));
    expect(ids).toEqual(idsFrom(1, 8));
  });

  it('reads the records of a chunk whose header is gone, and says so', () => {
    const bytes = joinFile(sixChunks);
    const offset = FILE_HEADER_BYTES + 2 * CHUNK_BYTES;
    bytes.fill(0, offset, offset + 8);
    const { records, ids, flaws } = readAll(bytes);
    expect(ids).toEqual(idsFrom(1, 24));
    expect(flaws).toMatchObject([{ kind: 'chunk-header', offsetBytes: offset, recordLost: false }]);
    expect(
      records.filter(({ event }) => event.recovery !== 'live').map(({ event }) => event.recordId),
    ).toEqual(idsFrom(9, 4));
  });

  it('keeps the System part where the values end too early', () => {
    const bytes = writeEvtx({ records: numbered(1) });
    const text = [...'event 1'].flatMap((letter) => [letter.charCodeAt(0), 0]);
    const at = Buffer.from(bytes).lastIndexOf(Buffer.from(text));
    // The descriptor in front of the only EventData value: its size now passes the end of the record.
    const { records, flaws } = readAll(damagedAt(bytes, at - 4, 0xff, 0xff));
    expect(records.map(({ event }) => textOf(event, 'EventID'))).toEqual(['42']);
    expect(flaws).toMatchObject([{ kind: 'value-damaged', recordLost: false }]);
  });
});
