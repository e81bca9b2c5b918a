/**
 * Numbers, identifiers and times as ASCII digits in a byte buffer: the writers behind every fast path,
 * each giving what `scalarOf` gives as text. A writer takes the position to write at and answers the
 * position behind what it wrote; the caller has reserved the room.
 */
import type { Utf8Sink } from './utf8-sink';

const ZERO = 0x30;
const DASH = 0x2d;
const COLON = 0x3a;
/** Two decimal digits of 0–99 as one little-endian word. */
const TWO_DIGITS = Uint16Array.from(
  { length: 100 },
  (_, value) => (ZERO + Math.floor(value / 10)) | ((ZERO + (value % 10)) << 8),
);
const HEX_DIGIT = Uint8Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0));
const hexPair = (byte: number, digits: string): number =>
  digits.charCodeAt(byte >> 4) | (digits.charCodeAt(byte & 15) << 8);
const LOWER_PAIR = Uint16Array.from({ length: 256 }, (_, byte) =>
  hexPair(byte, '0123456789abcdef'),
);
const UPPER_PAIR = Uint16Array.from({ length: 256 }, (_, byte) =>
  hexPair(byte, '0123456789ABCDEF'),
);

const digitsOf = (value: number): number => {
  if (value < 100_000) {
    if (value < 100) return value < 10 ? 1 : 2;
    return value < 1_000 ? 3 : value < 10_000 ? 4 : 5;
  }
  if (value < 10_000_000) return value < 1_000_000 ? 6 : 7;
  return value < 100_000_000 ? 8 : value < 1_000_000_000 ? 9 : 10;
};

/** An unsigned 32-bit number in decimal. */
export function writeUint32(sink: Utf8Sink, at: number, value: number): number {
  if (value < 10) {
    sink.bytes[at] = ZERO + value;
    return at + 1;
  }
  const { bytes, view } = sink;
  const end = at + digitsOf(value);
  let rest = value >>> 0;
  let position = end;
  while (rest >= 100) {
    // Whole numbers all the way: a division of doubles takes several times as long.
    const quotient = (rest / 100) >>> 0;
    position -= 2;
    view.setUint16(position, TWO_DIGITS[rest - quotient * 100] ?? 0, true);
    rest = quotient;
  }
  if (rest >= 10) view.setUint16(position - 2, TWO_DIGITS[rest] ?? 0, true);
  else bytes[position - 1] = ZERO + rest;
  return end;
}

export function writeInt32(sink: Utf8Sink, at: number, value: number): number {
  if (value >= 0) return writeUint32(sink, at, value);
  sink.bytes[at] = DASH;
  return writeUint32(sink, at + 1, -value);
}

export function writeAscii(sink: Utf8Sink, at: number, text: string): number {
  for (let index = 0; index < text.length; index++) sink.bytes[at + index] = text.charCodeAt(index);
  return at + text.length;
}

/** `0x` and the fewest lower-case digits of an unsigned 32-bit number. */
export function writeHex32(sink: Utf8Sink, at: number, value: number): number {
  const { bytes } = sink;
  bytes[at] = ZERO;
  bytes[at + 1] = 0x78;
  let position = at + 2;
  const digits = value === 0 ? 1 : 8 - (Math.clz32(value) >> 2);
  for (let shift = (digits - 1) << 2; shift >= 0; shift -= 4)
    bytes[position++] = HEX_DIGIT[(value >>> shift) & 15] ?? 0;
  return position;
}

export function writeHex64(sink: Utf8Sink, at: number, low: number, high: number): number {
  if (high === 0) return writeHex32(sink, at, low);
  const position = writeHex32(sink, at, high);
  sink.view.setInt32(position, fourDigits(LOWER_PAIR, low >>> 24, (low >>> 16) & 255), true);
  sink.view.setInt32(position + 4, fourDigits(LOWER_PAIR, (low >>> 8) & 255, low & 255), true);
  return position + 8;
}

/** The digits of two bytes as one little-endian word. */
const fourDigits = (pairs: Uint16Array, first: number, second: number): number =>
  (pairs[first] ?? 0) | ((pairs[second] ?? 0) << 16);

/** Bytes in upper-case hexadecimal. */
export function writeBinary(
  sink: Utf8Sink,
  at: number,
  source: Uint8Array,
  offset: number,
  length: number,
): number {
  for (let index = 0; index < length; index++)
    sink.view.setUint16(at + index * 2, UPPER_PAIR[source[offset + index] ?? 0] ?? 0, true);
  return at + length * 2;
}

/** `{aabbccdd-eeff-…}` in lower case: 38 bytes. The first three parts are little-endian. */
export function writeGuid(sink: Utf8Sink, at: number, source: Uint8Array, offset: number): number {
  const { bytes, view } = sink;
  bytes[at] = 0x7b;
  writeTwo(view, at + 1, source, offset + 3, offset + 2);
  writeTwo(view, at + 5, source, offset + 1, offset);
  bytes[at + 9] = DASH;
  writeTwo(view, at + 10, source, offset + 5, offset + 4);
  bytes[at + 14] = DASH;
  writeTwo(view, at + 15, source, offset + 7, offset + 6);
  bytes[at + 19] = DASH;
  writeTwo(view, at + 20, source, offset + 8, offset + 9);
  bytes[at + 24] = DASH;
  writeTwo(view, at + 25, source, offset + 10, offset + 11);
  writeTwo(view, at + 29, source, offset + 12, offset + 13);
  writeTwo(view, at + 33, source, offset + 14, offset + 15);
  bytes[at + 37] = 0x7d;
  return at + 38;
}

/** The bytes at two places as four digits. */
function writeTwo(
  view: DataView,
  at: number,
  source: Uint8Array,
  first: number,
  second: number,
): void {
  view.setInt32(at, fourDigits(LOWER_PAIR, source[first] ?? 0, source[second] ?? 0), true);
}

/** `S-1-5-…` of a SID whose authority is below 2^32; `view` and `offset` say where it lies. */
export function writeSid(sink: Utf8Sink, at: number, view: DataView, offset: number): number {
  sink.bytes[at] = 0x53;
  sink.bytes[at + 1] = DASH;
  let position = writeUint32(sink, at + 2, view.getUint8(offset));
  sink.bytes[position++] = DASH;
  position = writeUint32(sink, position, view.getUint32(offset + 4));
  const parts = view.getUint8(offset + 1);
  for (let part = 0; part < parts; part++) {
    sink.bytes[position++] = DASH;
    position = writeUint32(sink, position, view.getUint32(offset + 8 + part * 4, true));
  }
  return position;
}

const MS_PER_DAY = 86_400_000;
/** 9999-12-31, in days since 1601-01-01: the last day four year digits can write. */
const LAST_DAY = 3_067_670;

/** Writes FILETIMEs; keeps the text of the day it wrote last, since neighbours share it. */
export class TimeWriter {
  #day = -1;
  readonly #dayText = new Uint8Array(11);
  readonly #textOfDay: (day: number) => string;

  /** `textOfDay` gives `YYYY-MM-DDT` for a number of days since 1601-01-01. */
  constructor(textOfDay: (day: number) => string) {
    this.#textOfDay = textOfDay;
  }

  /** `YYYY-MM-DDTHH:MM:SS.fffffffZ`: 28 bytes. Minus one past the year 9999, which has no such text. */
  write(sink: Utf8Sink, at: number, low: number, high: number): number {
    // Exact below 2^53: 2^32 = 429,496 * 10,000 + 7,296, so milliseconds and the ticks in them part.
    const mixed = high * 7_296 + low;
    const carried = Math.floor(mixed / 10_000);
    const ticks = mixed - carried * 10_000;
    const ms = high * 429_496 + carried;
    const day = Math.floor(ms / MS_PER_DAY);
    if (day > LAST_DAY) return -1;
    this.#copyDay(sink, at, day);
    this.#clock(sink, at + 11, (ms - day * MS_PER_DAY) | 0, ticks | 0);
    return at + 28;
  }

  #copyDay(sink: Utf8Sink, at: number, day: number): void {
    if (day !== this.#day) {
      const text = this.#textOfDay(day);
      for (let index = 0; index < 11; index++) this.#dayText[index] = text.charCodeAt(index);
      this.#day = day;
    }
    for (let index = 0; index < 11; index++) sink.bytes[at + index] = this.#dayText[index] ?? 0;
  }

  #clock({ bytes, view }: Utf8Sink, at: number, msOfDay: number, ticks: number): void {
    // Whole numbers all the way, as in `writeUint32`.
    const second = (msOfDay / 1_000) | 0;
    const minute = (second / 60) | 0;
    const hour = (minute / 60) | 0;
    view.setUint16(at, TWO_DIGITS[hour] ?? 0, true);
    bytes[at + 2] = COLON;
    view.setUint16(at + 3, TWO_DIGITS[minute - hour * 60] ?? 0, true);
    bytes[at + 5] = COLON;
    view.setUint16(at + 6, TWO_DIGITS[second - minute * 60] ?? 0, true);
    bytes[at + 8] = 0x2e;
    const ms = msOfDay - second * 1_000;
    const tens = (ms / 10) | 0;
    const lowTicks = (ms - tens * 10) * 10_000 + ticks;
    view.setUint16(at + 9, TWO_DIGITS[tens] ?? 0, true);
    const first = (lowTicks / 1_000) | 0;
    const rest = lowTicks - first * 1_000;
    view.setUint16(at + 11, TWO_DIGITS[first] ?? 0, true);
    const middle = (rest / 10) | 0;
    view.setUint16(at + 13, TWO_DIGITS[middle] ?? 0, true);
    bytes[at + 15] = ZERO + rest - middle * 10;
    bytes[at + 16] = 0x5a;
  }
}
