/** One binary XML value as Windows renders it (evtx.md 6). */
import { fileTimeOfCalendar, fileTimeOfHalves } from '@shared/model/file-time';
import { formatFileTime } from '@shared/model/time-text';
import { type ChunkBytes, cutAtNul } from './chunk-bytes';
import { EvtxDamage } from './evtx-damage';
import type { Scalar } from './record-tree';
import { VALUE, WIDTH_BYTES } from './value-types';

const EPOCH_TEXT = '1601-01-01T00:00:00.0000000Z';
const two = (value: number): string => String(value).padStart(2, '0');

export function hexOf(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0');
  return text.toUpperCase();
}

/** Whole numbers stay numbers while a double holds them exactly. */
const whole = (value: bigint): Scalar =>
  value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER)
    ? Number(value)
    : value.toString();

export function guidText(chunk: ChunkBytes, offset: number): string {
  const hex = hexOf(chunk.slice(offset, 16)).toLowerCase();
  const reversed = (from: number, bytes: number): string =>
    Array.from({ length: bytes }, (_, at) => {
      const start = (from + bytes - 1 - at) * 2;
      return hex.slice(start, start + 2);
    }).join('');
  const head = `${reversed(0, 4)}-${reversed(4, 2)}-${reversed(6, 2)}`;
  return `{${head}-${hex.slice(16, 20)}-${hex.slice(20)}}`;
}

function sidText(chunk: ChunkBytes, offset: number, length: number): string {
  if (length < 8) return hexOf(chunk.slice(offset, length));
  const view = chunk.view(offset, length);
  const authority = view.getUint16(offset + 2) * 2 ** 32 + view.getUint32(offset + 4);
  // Windows writes an authority of 2^32 or more in hexadecimal.
  const shown = authority >= 2 ** 32 ? `0x${authority.toString(16)}` : String(authority);
  const parts = Math.min(view.getUint8(offset + 1), Math.floor((length - 8) / 4));
  let text = `S-${view.getUint8(offset)}-${shown}`;
  for (let part = 0; part < parts; part++)
    text += `-${view.getUint32(offset + 8 + part * 4, true)}`;
  return text;
}

function systemTimeText(chunk: ChunkBytes, offset: number): string {
  const view = chunk.view(offset, 16);
  const part = (index: number): number => view.getUint16(offset + index * 2, true);
  const parts = [0, 1, 3, 4, 5, 6, 7].map(part);
  if (parts.every((value) => value === 0)) return EPOCH_TEXT;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, millisecond = 0] = parts;
  const calendar = { year, month, day, hour, minute, second, ticks: millisecond * 10_000 };
  const time = fileTimeOfCalendar(calendar);
  if (time !== null) return formatFileTime(time);
  const date = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
  const clock = `${two(hour)}:${two(minute)}:${two(second)}`;
  return `${date}T${clock}.${String(millisecond).padStart(3, '0')}0000Z`;
}

function realText(value: number, single: boolean): string {
  if (Number.isNaN(value)) return '-1.#IND';
  if (!Number.isFinite(value)) return value > 0 ? '1.#INF' : '-1.#INF';
  const shown = single ? shortestSingle(value) : String(value);
  const signed = Object.is(value, -0) ? '-0' : shown;
  return /[.e]/.test(signed) ? signed : `${signed}.0`;
}

/** The shortest decimal that reads back as the same 32-bit float. */
function shortestSingle(value: number): string {
  for (let digits = 1; digits <= 9; digits++) {
    const text = value.toPrecision(digits);
    if (Math.fround(Number(text)) === value) return String(Number(text));
  }
  return String(value);
}

const hexNumber = (value: bigint | number): string => `0x${value.toString(16)}`;

/** Types without a fixed width. Undefined where the type has one. */
function variableScalar(
  chunk: ChunkBytes,
  type: number,
  offset: number,
  length: number,
): Scalar | undefined {
  switch (type) {
    case VALUE.null:
      return null;
    case VALUE.utf16:
    case VALUE.evtXml:
      return cutAtNul(chunk.utf16(offset, length >> 1));
    case VALUE.ansi:
      return chunk.ansi(offset, length);
    case VALUE.binary:
    case VALUE.evtHandle:
      return hexOf(chunk.slice(offset, length));
    case VALUE.sid:
      return sidText(chunk, offset, length);
    case VALUE.sizeT:
      if (length < 4) throw new EvtxDamage(`a pointer value of ${length} bytes`, offset);
      return hexNumber(length >= 8 ? chunk.u64(offset) : chunk.u32(offset));
    default:
      return undefined;
  }
}

/**
 * The value of `length` bytes at `offset`. Its length decides where the next value starts; a longer one
 * is read by its first bytes.
 * @throws EvtxDamage where the type is unknown or the value is shorter than its type.
 */
export function scalarOf(chunk: ChunkBytes, type: number, offset: number, length: number): Scalar {
  const variable = variableScalar(chunk, type, offset, length);
  if (variable !== undefined) return variable;
  const width = WIDTH_BYTES[type];
  if (width === undefined) throw new EvtxDamage(`unknown value type ${type}`, offset);
  if (length < width) throw new EvtxDamage(`a value of type ${type} has ${length} bytes`, offset);
  const view = chunk.view(offset, width);
  switch (type) {
    case VALUE.int8:
      return view.getInt8(offset);
    case VALUE.uint8:
      return view.getUint8(offset);
    case VALUE.int16:
      return view.getInt16(offset, true);
    case VALUE.uint16:
      return view.getUint16(offset, true);
    case VALUE.int32:
      return view.getInt32(offset, true);
    case VALUE.uint32:
      return view.getUint32(offset, true);
    case VALUE.int64:
      return whole(view.getBigInt64(offset, true));
    case VALUE.uint64:
      return whole(view.getBigUint64(offset, true));
    case VALUE.real32:
      return realText(view.getFloat32(offset, true), true);
    case VALUE.real64:
      return realText(view.getFloat64(offset, true), false);
    case VALUE.bool:
      return view.getInt32(offset, true) !== 0;
    case VALUE.guid:
      return guidText(chunk, offset);
    case VALUE.fileTime:
      return formatFileTime(
        fileTimeOfHalves(view.getUint32(offset + 4, true), view.getUint32(offset, true)),
      );
    case VALUE.systemTime:
      return systemTimeText(chunk, offset);
    case VALUE.hex32:
      return hexNumber(view.getUint32(offset, true));
    default:
      return hexNumber(view.getBigUint64(offset, true));
  }
}
