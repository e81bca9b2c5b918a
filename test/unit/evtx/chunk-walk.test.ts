/** Chunks are found where they are, in files that were cut, carved, overwritten or had bytes lost. */
import { ChunkBytes } from '@shared/evtx/chunk-bytes';
import { ChunkWalk } from '@shared/evtx/chunk-walk';
import { holdsChunks } from '@shared/evtx/chunk-search';
import { openEvtx } from '@shared/evtx/evtx-reader';
import { describe, expect, it } from 'vitest';
import { sourceOf } from '../../fixtures/byte-source';
import { idsFrom, numbered, offsetsOf, readAll } from '../../fixtures/evtx-reading';
import {
  CHUNK_BYTES,
  FILE_HEADER_BYTES,
  joinFile,
  writeChunks,
  zeroChunk,
} from '../../fixtures/evtx-writer';

const chunks = writeChunks(numbered(400), { recordsPerChunk: 100 });
const file = joinFile(chunks);
const OFFSETS = offsetsOf(file);
const chunkStart = (index: number): number => FILE_HEADER_BYTES + index * CHUNK_BYTES;

const joined = (...parts: readonly Uint8Array[]): Uint8Array =>
  Uint8Array.from(Buffer.concat(parts));
const noise = (length: number): Uint8Array =>
  Uint8Array.from({ length }, (_, at) => (at * 151 + 7) & 0xff);
const withBytesAt = (at: number, bytes: Uint8Array): Uint8Array =>
  joined(file.subarray(0, at), bytes, file.subarray(at));
const without = (from: number, to: number): Uint8Array =>
  joined(file.subarray(0, from), file.subarray(to));

function startsOf(bytes: Uint8Array, firstBytes: number): (readonly [number, number])[] {
  const walk = new ChunkWalk(sourceOf(bytes), new ChunkBytes());
  walk.start(firstBytes);
  const met: (readonly [number, number])[] = [];
  while (walk.next()) met.push([walk.startBytes, walk.lengthBytes]);
  return met;
}

describe('the walk', () => {
  it('goes in steps of a chunk to the end of the file', () => {
    expect(startsOf(file.subarray(0, chunkStart(2) + 1_000), FILE_HEADER_BYTES)).toEqual([
      [chunkStart(0), CHUNK_BYTES],
      [chunkStart(1), CHUNK_BYTES],
      [chunkStart(2), 1_000],
    ]);
  });

  it('ends what stands where no chunk does at the next chunk', () => {
    const moved = withBytesAt(chunkStart(1), noise(1_536));
    expect(startsOf(moved, FILE_HEADER_BYTES).slice(0, 3)).toEqual([
      [chunkStart(0), CHUNK_BYTES],
      [chunkStart(1), 1_536],
      [chunkStart(1) + 1_536, CHUNK_BYTES],
    ]);
  });
});

describe('chunks that moved', () => {
  it.each([1, 2, 7, 100, 127, 128, 300])('reads on behind %i strange sectors', (sectors) => {
    const { ids } = readAll(withBytesAt(chunkStart(2), noise(sectors * 512)));
    expect(ids).toEqual(idsFrom(1, 400));
  });

  it('reads on behind zeros', () => {
    const { ids, flaws } = readAll(withBytesAt(chunkStart(2), new Uint8Array(512 * 9)));
    expect(ids).toEqual(idsFrom(1, 400));
    expect(flaws.every(({ recordLost }) => !recordLost)).toBe(true);
  });

  it.each([512, 4_096, 20 * 512])('loses only what %i bytes cut out of a chunk held', (lost) => {
    const from = chunkStart(1) + 8_192;
    const { ids, flaws } = readAll(without(from, from + lost));
    const gone = OFFSETS.filter(
      (offset) => offset + 300 > from && offset < from + lost + 300,
    ).length;
    expect(ids.length).toBeGreaterThanOrEqual(400 - gone - 1);
    expect(ids.slice(-200)).toEqual(idsFrom(201, 200));
    expect(new Set(ids).size).toBe(ids.length);
    expect(flaws.some(({ recordLost }) => recordLost)).toBe(true);
  });

  it('reads the rest of a file where everything from inside a chunk on is missing up to a chunk', () => {
    const { ids, flaws } = readAll(without(chunkStart(1) + 10_240, chunkStart(2)));
    expect(ids.slice(0, 100)).toEqual(idsFrom(1, 100));
    expect(ids.slice(-200)).toEqual(idsFrom(201, 200));
    expect(new Set(ids).size).toBe(ids.length);
    expect(flaws).toContainEqual(
      expect.objectContaining({ kind: 'record-cut-short', offsetBytes: chunkStart(1) }),
    );
  });

  it('reads each record of chunks laid over one another once', () => {
    const bytes = file.slice();
    // Headers of the second chunk on many sectors of the first.
    for (let sector = 8; sector < 120; sector += 4) {
      bytes.copyWithin(chunkStart(0) + sector * 512, chunkStart(1), chunkStart(1) + 512);
    }
    const { records } = readAll(bytes, { recover: true });
    const offsets = records.map(({ event }) => event.offsetBytes);
    expect(new Set(offsets).size).toBe(offsets.length);
    const later = records.map(({ event }) => Number(event.recordId)).filter((id) => id > 100);
    expect(later.toSorted((a, b) => a - b).map(String)).toEqual(idsFrom(101, 300));
  });
});

describe('files without their beginning', () => {
  it('reads a log whose file header is overwritten', () => {
    const bytes = file.slice();
    bytes.set(noise(FILE_HEADER_BYTES), 0);
    const { ids, flaws } = readAll(bytes);
    expect(ids).toEqual(idsFrom(1, 400));
    expect(flaws).toMatchObject([{ kind: 'file-header', offsetBytes: 0, recordLost: false }]);
    expect(holdsChunks(sourceOf(bytes))).toBe(true);
  });

  it.each([0, 512, 1_024, 5_632])(
    'reads a carved run of chunks behind %i other bytes',
    (before) => {
      const carved = joined(noise(before), ...chunks);
      expect(readAll(carved).ids).toEqual(idsFrom(1, 400));
      expect(holdsChunks(sourceOf(carved))).toBe(true);
    },
  );

  it('finds no chunks where there are none', () => {
    expect(holdsChunks(sourceOf(noise(200_000)))).toBe(false);
    expect(readAll(noise(200_000)).ids).toEqual([]);
  });
});

describe('a tail that is cut', () => {
  it.each([1, 100, 511, 512, 540])(
    'says nothing of records where %i bytes of a chunk are left',
    (left) => {
      const { ids } = readAll(file.subarray(0, chunkStart(3) + left));
      expect(ids.slice(0, 300)).toEqual(idsFrom(1, 300));
      expect(ids.length).toBeLessThanOrEqual(301);
    },
  );

  it('estimates no more records than there is room for', () => {
    const cut = file.subarray(0, chunkStart(3) + 560);
    expect(openEvtx(sourceOf(cut)).estimate().total).toBeLessThanOrEqual(320);
    expect(openEvtx(sourceOf(file)).estimate().total).toBe(400);
  });

  it('reads of the last record what is there, and says what is not', () => {
    const tenth = OFFSETS[309] ?? 0;
    const { ids, flaws, records } = readAll(file.subarray(0, tenth + 120));
    expect(ids).toEqual(idsFrom(1, 310));
    expect(records.at(-1)?.event.offsetBytes).toBe(tenth);
    expect(flaws).toMatchObject([
      { kind: 'value-damaged', offsetBytes: tenth, recordLost: false },
      { kind: 'record-cut-short', recordLost: true },
    ]);
  });

  it('passes over zero chunks wherever they stand', () => {
    const [one = zeroChunk(), ...rest] = chunks;
    const bytes = joinFile([zeroChunk(), one, zeroChunk(), ...rest]);
    expect(readAll(bytes)).toMatchObject({ ids: idsFrom(1, 400), flaws: [] });
  });
});
