/**
 * UTF-16 text of a chunk as a JSON string in UTF-8, byte for byte what `JSON.stringify` and
 * an UTF-8 encoder make of it. Ends at the first NUL (evtx.md 6, type 01).
 */
import type { Utf8Sink } from './utf8-sink';
import { WINDOWS_1252 } from './windows-1252';

/** A UTF-16 unit takes six bytes at most, as `\u001f` or a lone surrogate's `\udc00`. */
export const JSON_BYTES_PER_UNIT = 6;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** What stands behind the backslash of an ASCII character: 0 none is needed, 1 `u00xx`. */
const ESCAPE = new Uint8Array(128);
ESCAPE.fill(1, 0, 32);
for (const [character, escape] of [
  ['"', '"'],
  ['\\', '\\'],
  ['\b', 'b'],
  ['\t', 't'],
  ['\n', 'n'],
  ['\f', 'f'],
  ['\r', 'r'],
] as const)
  ESCAPE[character.charCodeAt(0)] = escape.charCodeAt(0);

const HEX = Uint8Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0));

/** Writes `\uXXXX`. */
function writeUnitEscape(bytes: Uint8Array, at: number, unit: number): number {
  bytes[at] = BACKSLASH;
  bytes[at + 1] = 0x75;
  for (let digit = 0; digit < 4; digit++)
    bytes[at + 2 + digit] = HEX[(unit >> (12 - digit * 4)) & 15] ?? 0;
  return at + 6;
}

/** One ASCII character, escaped where JSON asks for it. */
function writeJsonAscii(bytes: Uint8Array, at: number, character: number): number {
  const escape = ESCAPE[character] ?? 0;
  if (escape === 0) {
    bytes[at] = character;
    return at + 1;
  }
  if (escape === 1) return writeUnitEscape(bytes, at, character);
  bytes[at] = BACKSLASH;
  bytes[at + 1] = escape;
  return at + 2;
}

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00;
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit < 0xe000;

/** A unit from U+0080 on; `next` is the unit behind it, which a pair takes along. */
function writeBeyondAscii(bytes: Uint8Array, at: number, unit: number, next: number): number {
  if (unit < 0x800) {
    bytes[at] = 0xc0 | (unit >> 6);
    bytes[at + 1] = 0x80 | (unit & 63);
    return at + 2;
  }
  if (isHigh(unit) && isLow(next)) {
    const point = 0x10000 + ((unit - 0xd800) << 10) + (next - 0xdc00);
    bytes[at] = 0xf0 | (point >> 18);
    bytes[at + 1] = 0x80 | ((point >> 12) & 63);
    bytes[at + 2] = 0x80 | ((point >> 6) & 63);
    bytes[at + 3] = 0x80 | (point & 63);
    return at + 4;
  }
  if (isHigh(unit) || isLow(unit)) return writeUnitEscape(bytes, at, unit);
  bytes[at] = 0xe0 | (unit >> 12);
  bytes[at + 1] = 0x80 | ((unit >> 6) & 63);
  bytes[at + 2] = 0x80 | (unit & 63);
  return at + 3;
}

/** The position behind the quote that ends a string. */
function quoted(bytes: Uint8Array, at: number): number {
  bytes[at] = QUOTE;
  return at + 1;
}

/** Bits of two words of two UTF-16 units each that only units beyond ASCII have. */
const BEYOND_ASCII = 0xff80_ff80 | 0;

/** Four ASCII characters, two in each word, as four bytes. */
const narrowed = (first: number, second: number): number =>
  ((first | (first >>> 8)) & 0xffff) | ((second | (second >>> 8)) << 16);

/** The high bit of each of four bytes. */
const HIGH_BITS = 0x8080_8080 | 0;

/**
 * High bits where a byte of four ASCII characters is below U+0020, a quote or a backslash; zero for none. Works on
 * all four at once: subtracting makes the high bit of a byte borrow where the byte was too small. Exact up
 * to and with the lowest such byte, since only those above it see what it borrowed.
 */
const escapedBytes = (four: number): number =>
  ((four - 0x2020_2020) |
    ((four ^ 0x2222_2222) - 0x0101_0101) |
    ((four ^ 0x5c5c_5c5c) - 0x0101_0101)) &
  HIGH_BITS;

/** How many bytes lie below the lowest bit of a word that has one. */
const bytesBelow = (word: number): number => (31 - Math.clz32(word & -word)) >> 3;

/**
 * `length` bytes of UTF-16LE at `offset`, in quotes; a last odd byte is dropped. Room: JSON_BYTES_PER_UNIT each, and
 * six.
 */
export function writeJsonText(
  sink: Utf8Sink,
  at: number,
  view: DataView,
  offset: number,
  length: number,
): number {
  const { bytes, view: out } = sink;
  const end = offset + (length & ~1);
  const start = at + 1;
  let from = offset;
  let to = start;
  bytes[at] = QUOTE;
  for (;;) {
    // Four characters a step, the common case by far.
    while (from + 8 <= end) {
      const first = view.getInt32(from, true);
      const second = view.getInt32(from + 4, true);
      if (((first | second) & BEYOND_ASCII) !== 0) break;
      const four = narrowed(first, second);
      out.setInt32(to, four, true);
      const escaped = escapedBytes(four);
      if (escaped === 0) {
        from += 8;
        to += 4;
      } else {
        const plain = bytesBelow(escaped);
        const character = (four >>> (plain << 3)) & 0x7f;
        to += plain;
        if (character === 0) return quoted(bytes, to);
        to = writeJsonAscii(bytes, to, character);
        from += 2 * plain + 2;
      }
    }
    if (from === end) return quoted(bytes, to);
    // What is left takes one more step, which begins inside the last one, while every character took one byte.
    if (from > end - 8 && end - 8 >= offset && to - start === (from - offset) >> 1) {
      to -= (from - end + 8) >> 1;
      from = end - 8;
      continue;
    }
    const pause = Math.min(from + 8, end);
    while (from < pause) {
      const unit = view.getUint16(from, true);
      from += 2;
      if (unit === 0) return quoted(bytes, to);
      if (unit < 128) to = writeJsonAscii(bytes, to, unit);
      else {
        const next = from < end ? view.getUint16(from, true) : 0;
        to = writeBeyondAscii(bytes, to, unit, next);
        if (isHigh(unit) && isLow(next)) from += 2;
      }
    }
  }
}

/**
 * The text at `offset` up to its first NUL, as it is; answers the position behind it, or -1 where some of
 * it is not ASCII.
 */
export function writeAsciiOf(
  sink: Utf8Sink,
  at: number,
  view: DataView,
  offset: number,
  length: number,
): number {
  const { bytes, view: out } = sink;
  const end = offset + (length & ~1);
  let from = offset;
  let to = at;
  while (from + 8 <= end) {
    const first = view.getInt32(from, true);
    const second = view.getInt32(from + 4, true);
    const beyond = (first | second) & 0xff80ff80;
    const nul = ((first - 0x0001_0001) | (second - 0x0001_0001)) & 0x8000_8000;
    if ((beyond | nul) !== 0) break;
    out.setInt32(to, narrowed(first, second), true);
    from += 8;
    to += 4;
  }
  for (; from < end; from += 2) {
    const unit = view.getUint16(from, true);
    if (unit >= 128) return -1;
    if (unit === 0) break;
    bytes[to++] = unit;
  }
  return to;
}

/**
 * `length` bytes of code page text at `offset`, NULs dropped: as the inside of a JSON string, or as it is, and then -1
 * where not all of it is ASCII. Room: JSON_BYTES_PER_UNIT each.
 */
export function writeAnsi(
  sink: Utf8Sink,
  at: number,
  view: DataView,
  offset: number,
  length: number,
  asJson: boolean,
): number {
  const { bytes, view: out } = sink;
  const end = offset + length;
  let from = offset;
  let to = at;
  while (from < end) {
    const four = from + 4 <= end ? view.getInt32(from, true) : 0;
    if (((four & HIGH_BITS) | escapedBytes(four)) === 0) {
      out.setInt32(to, four, true);
      from += 4;
      to += 4;
      continue;
    }
    const byte = view.getUint8(from++);
    if (byte >= 128) {
      if (!asJson) return -1;
      to = writeBeyondAscii(bytes, to, WINDOWS_1252[byte] ?? 0, 0);
    } else if (asJson && byte !== 0) to = writeJsonAscii(bytes, to, byte);
    else if (byte !== 0) bytes[to++] = byte;
  }
  return to;
}
