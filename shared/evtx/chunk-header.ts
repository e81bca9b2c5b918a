/** The 512-byte chunk header (evtx.md 2). Its tables are not needed for parsing and are not trusted. */
import { CHUNK_BYTES, type ChunkBytes } from './chunk-bytes';
import { isChunkMagic } from './chunk-search';
import type { NativeCode } from './native-code';

export const CHUNK_HEADER_BYTES = 512;
const FLAG_NO_CRC = 4;

export interface ChunkHeader {
  readonly firstRecordNumber: bigint;
  readonly lastRecordNumber: bigint;
  readonly lastRecordId: bigint;
  /** End of the live records in the chunk, clamped to it; stale in dirty files. */
  readonly freeSpaceOffset: number;
}

/** The header, or null where the chunk does not start with `ElfChnk`. */
export function parseChunkHeader(chunk: ChunkBytes): ChunkHeader | null {
  if (!isChunkMagic(chunk.bytes, 0)) return null;
  return {
    firstRecordNumber: chunk.u64(8),
    lastRecordNumber: chunk.u64(16),
    lastRecordId: chunk.u64(32),
    freeSpaceOffset: freeSpaceOffset(chunk),
  };
}

/** Of a chunk with a header; all of the chunk where the header does not say. */
export function freeSpaceOffset({ dataView }: ChunkBytes): number {
  const offset = dataView.getUint32(48, true);
  return offset > CHUNK_HEADER_BYTES ? Math.min(offset, CHUNK_BYTES) : CHUNK_BYTES;
}

/** Which of the two checksums of a chunk with a header do not fit; none where it keeps no checksums. */
export function checksumFaults(
  chunk: ChunkBytes,
  crc32: NativeCode['crc32'],
): readonly ('header' | 'records')[] {
  if ((chunk.u32(120) & FLAG_NO_CRC) !== 0) return [];
  const faults: ('header' | 'records')[] = [];
  const header = crc32(
    chunk.bytes.subarray(128, CHUNK_HEADER_BYTES),
    crc32(chunk.bytes.subarray(0, 120)),
  );
  if (header !== chunk.u32(124)) faults.push('header');
  const end = Math.min(Math.max(chunk.u32(48), CHUNK_HEADER_BYTES), CHUNK_BYTES);
  if (crc32(chunk.bytes.subarray(CHUNK_HEADER_BYTES, end)) !== chunk.u32(52))
    faults.push('records');
  return faults;
}

/** True for pre-allocated space that was never written. */
export function isZeroChunk(chunk: ChunkBytes): boolean {
  return chunk.bytes.every((byte) => byte === 0);
}

/** How many records the header claims; null where the claim cannot be right for one chunk. */
export function claimedRecords(header: ChunkHeader): number | null {
  const count = header.lastRecordNumber - header.firstRecordNumber + 1n;
  // The smallest record is 28 bytes, so a chunk never holds more than this.
  return count > 0n && count <= BigInt(Math.floor(CHUNK_BYTES / 28)) ? Number(count) : null;
}
