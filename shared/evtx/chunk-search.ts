/** Finds chunks by their magic where the file does not say where they are (evtx.md 1). */
import type { ByteSource } from '@shared/model/evidence-reader';
import { CHUNK_BYTES } from './chunk-bytes';

/** Chunks lie on sectors, also in carved and cut files. */
const STEP_BYTES = 512;
const MAGIC = [0x45, 0x6c, 0x66, 0x43, 0x68, 0x6e, 0x6b, 0x00];
/** How far into a file without a header its first chunk is looked for. */
const SEARCHED_BYTES = 16 << 20;

export const isChunkMagic = (bytes: Uint8Array, at: number): boolean =>
  MAGIC.every((byte, index) => bytes[at + index] === byte);

/** The first offset from `from` on, a sector's beginning, where a chunk starts; null if none does. */
export function findChunk(bytes: Uint8Array, from: number): number | null {
  for (let at = from; at + MAGIC.length <= bytes.length; at += STEP_BYTES) {
    if (bytes[at] === MAGIC[0] && isChunkMagic(bytes, at)) return at;
  }
  return null;
}

/** Whether a file holds chunks of an event log although its beginning does not say so. */
export function holdsChunks(source: ByteSource): boolean {
  const block = new Uint8Array(CHUNK_BYTES);
  const end = Math.min(source.sizeBytes, SEARCHED_BYTES);
  for (let start = 0; start < end; start += CHUNK_BYTES) {
    const length = source.read(block, start);
    if (findChunk(block.subarray(0, length), 0) !== null) return true;
  }
  return false;
}
