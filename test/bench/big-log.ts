/**
 * Event logs of any size: chunks of our own writer, written again and again with ids of their own, as a log
 * that goes on for years looks like.
 */
import fs from 'node:fs';
import { crc32 } from 'node:zlib';
import { CHUNK_HEADER_BYTES } from '@shared/evtx/chunk-header';
import { CHUNK_BYTES, FILE_HEADER_BYTES, joinFile, writeChunks } from '../fixtures/evtx-writer';
import { eventWith } from '../fixtures/evtx-reading';

/** Ids that stand nowhere by chance, so that their bytes can be found and replaced. */
const MARKED_ID = 0x5a17_c0de_0000_0000n;
const CHUNKS_A_WRITE = 256;

interface Pattern {
  readonly bytes: Uint8Array;
  /** Where a record's id stands, with the record's position in the chunk. */
  readonly ids: readonly (readonly [at: number, record: number])[];
  readonly records: number;
}

const TEXT = 'C:\\Program Files\\Example\\tool.exe --job nightly --target share --retry 3 ';

function patterns(): Pattern[] {
  const events = Array.from({ length: 600 }, (_, index) =>
    eventWith(MARKED_ID + BigInt(index), {
      eventData: [
        ['CommandLine', `${TEXT}${index} ${'x'.repeat(index % 200)}`],
        ['ProcessId', index],
        ['User', `NORTE\\user${index % 40}`],
      ],
    }),
  );
  return writeChunks(events).map(patternOf);
}

function patternOf(bytes: Uint8Array): Pattern {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const first = view.getBigUint64(24, true);
  const ids: [number, number][] = [];
  for (let at = CHUNK_HEADER_BYTES; at + 8 <= bytes.length; at++) {
    const found = view.getBigUint64(at, true) - first;
    if (found >= 0n && found < 1_000n) ids.push([at, Number(found)]);
  }
  return { bytes, ids, records: Number(view.getBigUint64(32, true) - first) + 1 };
}

/** Puts the pattern into place with ids from `firstId` on, and its checksums made right. */
function place(pattern: Pattern, chunk: Uint8Array, firstId: number): void {
  chunk.set(pattern.bytes);
  const view = new DataView(chunk.buffer, chunk.byteOffset, CHUNK_BYTES);
  for (const [at, record] of pattern.ids) view.setBigUint64(at, BigInt(firstId + record), true);
  const lastId = firstId + pattern.records - 1;
  for (const [at, id] of [firstId, lastId, firstId, lastId].entries()) {
    view.setBigUint64(8 + at * 8, BigInt(id), true);
  }
  const freeSpace = view.getUint32(48, true);
  view.setUint32(52, crc32(chunk.subarray(CHUNK_HEADER_BYTES, freeSpace)), true);
  const tables = chunk.subarray(128, CHUNK_HEADER_BYTES);
  view.setUint32(124, crc32(tables, crc32(chunk.subarray(0, 120))), true);
}

/** Writes a log of about `gib` GiB; answers how many records it holds, numbered from 1. */
export function writeBigLog(file: string, gib: number): number {
  const made = patterns();
  const chunks = Math.ceil((gib * 2 ** 30 - FILE_HEADER_BYTES) / CHUNK_BYTES);
  const descriptor = fs.openSync(file, 'w');
  const block = new Uint8Array(CHUNKS_A_WRITE * CHUNK_BYTES);
  let written = 0;
  try {
    fs.writeSync(descriptor, new Uint8Array(FILE_HEADER_BYTES));
    for (let start = 0; start < chunks; start += CHUNKS_A_WRITE) {
      const count = Math.min(CHUNKS_A_WRITE, chunks - start);
      for (let at = 0; at < count; at++) {
        const pattern = made[(start + at) % made.length];
        if (pattern === undefined) throw new RangeError('no pattern');
        place(pattern, block.subarray(at * CHUNK_BYTES, (at + 1) * CHUNK_BYTES), written + 1);
        written += pattern.records;
      }
      fs.writeSync(descriptor, block.subarray(0, count * CHUNK_BYTES));
    }
    const header = joinFile([], { claimedChunks: chunks, nextRecordId: BigInt(written) + 1n });
    fs.writeSync(descriptor, header, 0, FILE_HEADER_BYTES, 0);
  } finally {
    fs.closeSync(descriptor);
  }
  return written;
}
