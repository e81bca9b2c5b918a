/** Finds the records of a chunk (evtx.md 3 and 8.7) without looking inside them. */
import { CHUNK_BYTES, type ChunkBytes } from './chunk-bytes';
import { CHUNK_HEADER_BYTES } from './chunk-header';

const SIGNATURE = 0x0000_2a2a;
export const RECORD_HEADER_BYTES = 24;
const TRAILER_BYTES = 4;
const SMALLEST_RECORD_BYTES = RECORD_HEADER_BYTES + TRAILER_BYTES;

export interface RecordFrame {
  readonly type: 'record';
  readonly chunkOffset: number;
  readonly sizeBytes: number;
  readonly recordId: bigint;
  /** FILETIME the record was written. */
  readonly writtenTicks: bigint;
}

export interface WalkDamage {
  readonly type: 'damage';
  readonly chunkOffset: number;
  readonly reason: string;
}

const hasSignature = (chunk: ChunkBytes, offset: number): boolean =>
  offset + SMALLEST_RECORD_BYTES <= CHUNK_BYTES && chunk.u32(offset) === SIGNATURE;

function frameAt(chunk: ChunkBytes, offset: number): RecordFrame {
  return {
    type: 'record',
    chunkOffset: offset,
    sizeBytes: chunk.u32(offset + 4),
    recordId: chunk.u64(offset + 8),
    writtenTicks: chunk.u64(offset + 16),
  };
}

const sizeFits = (frame: RecordFrame): boolean =>
  frame.sizeBytes >= SMALLEST_RECORD_BYTES && frame.chunkOffset + frame.sizeBytes <= CHUNK_BYTES;

const trailerAgrees = (chunk: ChunkBytes, frame: RecordFrame): boolean =>
  chunk.u32(frame.chunkOffset + frame.sizeBytes - TRAILER_BYTES) === frame.sizeBytes;

/** The next offset, on an 8-byte step, where a record with an agreeing trailer begins; null if none. */
function nextRecord(chunk: ChunkBytes, from: number, end: number): number | null {
  for (let offset = Math.ceil(from / 8) * 8; offset + SMALLEST_RECORD_BYTES <= end; offset += 8) {
    if (!hasSignature(chunk, offset)) continue;
    const frame = frameAt(chunk, offset);
    if (sizeFits(frame) && trailerAgrees(chunk, frame)) return offset;
  }
  return null;
}

/**
 * The records from the first one to `end`, or to the one with id `lastRecordId`, which ends the live part
 * whatever the free-space offset says. A record whose size cannot be right is reported and stepped over
 * by looking for the next one, so that it does not end the chunk.
 */
export function* walkRecords(
  chunk: ChunkBytes,
  end: number,
  lastRecordId: bigint | null,
): Generator<RecordFrame | WalkDamage, void, undefined> {
  let offset: number | null = CHUNK_HEADER_BYTES;
  while (offset !== null && offset < end && hasSignature(chunk, offset)) {
    const frame: RecordFrame = frameAt(chunk, offset);
    if (!sizeFits(frame)) {
      yield {
        type: 'damage',
        chunkOffset: offset,
        reason: `record size ${frame.sizeBytes} is impossible`,
      };
      offset = nextRecord(chunk, offset + 8, end);
      continue;
    }
    yield frame;
    if (frame.recordId === lastRecordId) return;
    const next: number = offset + frame.sizeBytes;
    const lost = next < end && !hasSignature(chunk, next) && !trailerAgrees(chunk, frame);
    // A wrong size leads nowhere: only then is the next record looked for inside this one.
    offset = lost ? nextRecord(chunk, offset + 8, end) : next;
  }
}
