/**
 * Values whose text tells less than their bytes: text behind a NUL, a boolean of 7, more bytes than the type
 * has. Windows shows them like any other; their bytes are kept beside, as `<?raw …?>` of the record.
 */
import type { ChunkBytes } from './chunk-bytes';
import { hexOf } from './value-scalar';
import type { ValueSlot } from './value-slot';
import { ARRAY_BIT, VALUE, WIDTH_BYTES } from './value-types';

/** What the instruction is called that holds the bytes of an odd value. */
export const RAW_TARGET = '?raw';

/** Whether a value, which lies inside the chunk, is odd. */
export function isOddValue(
  { dataView, bytes }: ChunkBytes,
  type: number,
  offset: number,
  length: number,
): boolean {
  switch (type) {
    case VALUE.null:
      // A third of all security events carry left-over bytes under it, which mean nothing.
      return false;
    case VALUE.utf16:
    case VALUE.evtXml:
      return length % 2 === 1 || hidesUnits(dataView, offset, length);
    case VALUE.ansi:
      return hidesBytes(bytes, offset, length);
    case VALUE.bool:
      return length !== 4 || dataView.getUint32(offset, true) > 1;
    case VALUE.sid:
      return length < 8 || length !== 8 + 4 * (bytes[offset + 1] ?? 0);
    case VALUE.sizeT:
      return length !== 4 && length !== 8;
    default:
      return hasRest(type, length);
  }
}

const hasRest = (type: number, length: number): boolean => {
  if ((type & ARRAY_BIT) === 0) return length > (WIDTH_BYTES[type] ?? length);
  const width = WIDTH_BYTES[type & ~ARRAY_BIT];
  return width !== undefined && length % width > 0;
};

/** Whether any character stands behind a NUL. */
function hidesUnits(view: DataView, offset: number, length: number): boolean {
  const end = offset + length;
  let at = offset;
  while (at < end && view.getUint16(at, true) !== 0) at += 2;
  for (; at < end; at += 2) if (view.getUint16(at, true) !== 0) return true;
  return false;
}

function hidesBytes(bytes: Uint8Array, offset: number, length: number): boolean {
  const nul = bytes.indexOf(0, offset);
  if (nul < 0 || nul >= offset + length) return false;
  return holdsBytes(bytes, nul, offset + length - nul);
}

/** Whether any byte of a stretch is not zero. */
export function holdsBytes(bytes: Uint8Array, start: number, length: number): boolean {
  for (let at = start; at < start + length; at++) if (bytes[at] !== 0) return true;
  return false;
}

/** What the record says of an odd value: its number, type and bytes. */
export const rawText = (chunk: ChunkBytes, { index, type, offset, bytes }: ValueSlot): string =>
  `value ${index} type 0x${type.toString(16).padStart(2, '0')} bytes ${hexOf(chunk.slice(offset, bytes))}`;
