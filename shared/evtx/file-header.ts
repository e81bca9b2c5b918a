/** The 4 KiB file header (evtx.md 1). Dirty files lie in most of it, so little is believed. */
import { crc32 } from '@shared/model/crc32';
import { isChunkMagic } from './chunk-search';

export const FILE_HEADER_BYTES = 4_096;
const MAGIC = 'ElfFile\0';
/** Header bit: checksums are not kept (evtx.md 1, offset 120). */
const FLAG_NO_CRC = 4;
const FLAG_DIRTY = 1;

export interface FileHeader {
  readonly dirty: boolean;
  readonly checksumValid: boolean;
  /** Chunks the header tells of; dirty files tell too few, and from 65,536 on the number wraps. */
  readonly chunks: number;
}

const startsWith = (bytes: Uint8Array, magic: string, at = 0): boolean =>
  [...magic].every((character, index) => bytes[at + index] === character.charCodeAt(0));

/** True for an event log, or for a run of chunks carved out of one. `head`: at least the first 8 bytes. */
export function looksLikeEvtx(head: Uint8Array): boolean {
  return startsWith(head, MAGIC) || isChunkMagic(head, 0);
}

/** The header of a file; null where there is none (a carved run of chunks). */
export function parseFileHeader(bytes: Uint8Array): FileHeader | null {
  if (bytes.length < 128 || !startsWith(bytes, MAGIC)) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const flags = view.getUint32(120, true);
  const stored = view.getUint32(124, true);
  const checked = (flags & FLAG_NO_CRC) === 0;
  return {
    dirty: (flags & FLAG_DIRTY) !== 0,
    checksumValid: !checked || stored === crc32(bytes.subarray(0, 120)),
    chunks: view.getUint16(42, true),
  };
}
