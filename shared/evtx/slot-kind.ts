/** What the kind of a slot tells of its value: how long it is, of which type, and whether it can be read and be empty. */
import { CHUNK_BYTES, type ChunkBytes } from './chunk-bytes';
import { holdsBytes } from './odd-value';
import { ARRAY_BIT, VALUE, WIDTH_BYTES } from './value-types';

/** A descriptor: length, type and a zero. */
export const DESCRIPTOR_BYTES = 4;
/** Of a descriptor: length and type, and no zero behind them. */
export const KIND_BITS = 0xff_ffff;

/** The length in bytes of a value, out of its kind. */
export const lengthOf = (kind: number): number => kind & 0xffff;
/** The type of a value, out of its kind. */
export const typeOf = (kind: number): number => kind >>> 16;

/** Whether UTF-16 text inside the chunk is empty: none at all, or a NUL first. */
export const isEmptyText = ({ dataView }: ChunkBytes, offset: number, length: number): boolean =>
  length < 2 || dataView.getUint16(offset, true) === 0;

/** Bytes a value must have at least; types the compiled path does not read need more than there can be. */
export const LEAST_BYTES = Int32Array.from({ length: 256 }, (_, type) => leastBytes(type));

function leastBytes(type: number): number {
  const width = WIDTH_BYTES[type];
  if (width !== undefined) return width;
  if (type === VALUE.sizeT) return 4;
  const anyLength: readonly number[] = [
    ...[VALUE.null, VALUE.utf16, VALUE.ansi, VALUE.binary, VALUE.sid, VALUE.evtHandle],
    ...[VALUE.binXml, VALUE.evtXml, VALUE.utf16 | ARRAY_BIT],
  ];
  return anyLength.includes(type) ? 0 : CHUNK_BYTES + 1;
}

/** How empty a value is by its type (`emptinessOf`), or that its length or its bytes tell. */
export const BY_LENGTH = 3;
export const BY_BYTES = 4;
export const EMPTINESS = new Uint8Array(256).fill(2);
EMPTINESS[VALUE.null] = 0;
for (const type of [VALUE.binary, VALUE.evtHandle, VALUE.sid]) EMPTINESS[type] = BY_LENGTH;
for (const type of [VALUE.utf16, VALUE.evtXml, VALUE.ansi]) EMPTINESS[type] = BY_BYTES;
/** Whether values of a type other than null can be empty. */
export const mayBeEmpty = (type: number): boolean => (EMPTINESS[type] ?? 0) >= BY_LENGTH;

/** 0 null, 1 empty text, 2 anything else. */
export function emptinessOf(chunk: ChunkBytes, kind: number, offset: number): 0 | 1 | 2 {
  const type = typeOf(kind);
  if (type === VALUE.null) return 0;
  const length = lengthOf(kind);
  switch (type) {
    case VALUE.utf16:
    case VALUE.evtXml:
      return isEmptyText(chunk, offset, length) ? 1 : 2;
    case VALUE.ansi:
      return holdsBytes(chunk.bytes, offset, length) ? 2 : 1;
    case VALUE.binary:
    case VALUE.evtHandle:
    case VALUE.sid:
      return length === 0 ? 1 : 2;
    default:
      return 2;
  }
}
