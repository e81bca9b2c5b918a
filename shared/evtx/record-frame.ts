/** The frame around a record's binary XML (evtx.md 3). */
import { CHUNK_BYTES, type ChunkBytes } from './chunk-bytes';

const SIGNATURE = 0x0000_2a2a;
export const RECORD_HEADER_BYTES = 24;
export const TRAILER_BYTES = 4;
export const SMALLEST_RECORD_BYTES = RECORD_HEADER_BYTES + TRAILER_BYTES;
/** Records begin on multiples of this. */
export const RECORD_STEP_BYTES = 8;

export interface RecordFrame {
  readonly chunkOffset: number;
  readonly sizeBytes: number;
}

export const hasSignature = ({ dataView }: ChunkBytes, offset: number): boolean =>
  offset + SMALLEST_RECORD_BYTES <= CHUNK_BYTES && dataView.getUint32(offset, true) === SIGNATURE;

/** The size a record with a signature claims. */
export const claimedBytes = ({ dataView }: ChunkBytes, offset: number): number =>
  dataView.getUint32(offset + 4, true);

export const sizeFits = (offset: number, sizeBytes: number): boolean =>
  sizeBytes >= SMALLEST_RECORD_BYTES && offset + sizeBytes <= CHUNK_BYTES;

/** Whether the copy of the size behind a record agrees. The size must fit. */
export function trailerAgrees(chunk: ChunkBytes, offset: number, sizeBytes: number): boolean {
  const end = offset + sizeBytes;
  // It may claim to end where the live part of the chunk does not reach.
  chunk.reach(end);
  return chunk.dataView.getUint32(end - TRAILER_BYTES, true) === sizeBytes;
}

/** Whether a whole record stands at an offset: signature, a size that fits, and its copy. */
export function isRecord(chunk: ChunkBytes, offset: number): boolean {
  if (!hasSignature(chunk, offset)) return false;
  const sizeBytes = claimedBytes(chunk, offset);
  return sizeFits(offset, sizeBytes) && trailerAgrees(chunk, offset, sizeBytes);
}

/** The first offset from `from` on where a whole record stands before `end`; null if none. */
export function nextRecord(chunk: ChunkBytes, from: number, end: number): number | null {
  const first = Math.ceil(from / RECORD_STEP_BYTES) * RECORD_STEP_BYTES;
  for (let offset = first; offset + SMALLEST_RECORD_BYTES <= end; offset += RECORD_STEP_BYTES) {
    if (isRecord(chunk, offset)) return offset;
  }
  return null;
}

const ID_AT = 8;
const WRITTEN_AT = 16;

export const recordIdAt = (chunk: ChunkBytes, offset: number): bigint => chunk.u64(offset + ID_AT);
export const writtenTicksAt = (chunk: ChunkBytes, offset: number): bigint =>
  chunk.u64(offset + WRITTEN_AT);

/** The id in decimal; ids of real logs stay below 2^32 and need no bigint. */
export const recordIdText = (chunk: ChunkBytes, offset: number): string =>
  chunk.u32(offset + ID_AT + 4) === 0
    ? String(chunk.u32(offset + ID_AT))
    : String(recordIdAt(chunk, offset));
