/**
 * The bytes of one 64 KiB chunk with bounds-checked little-endian reads. One instance lives as long as
 * its reader; `load` swaps the content, so parsing a file of any size needs one fixed buffer.
 */
import { EvtxDamage } from './evtx-damage';
import { writeAsciiOf } from './json-text';
import { type NativeCode, PLAIN_CODE } from './native-code';
import { Utf8Sink } from './utf8-sink';
import { WINDOWS_1252 } from './windows-1252';

export const CHUNK_BYTES = 65_536;
/** `String.fromCharCode` takes its characters as arguments; more than this at once risks the stack. */
const UNITS_PER_CALL = 4_096;

/** From this length on a text is worth a call of the platform. */
const LONG_UNITS = 24;

/** Faster than spreading: `apply` takes a typed array as it is. */
const charactersOf = (units: Uint16Array): string =>
  String.fromCharCode.apply(null, units as unknown as number[]);

function textOf(units: Uint16Array, first: number, end: number): string {
  let text = '';
  for (let at = first; at < end; at += UNITS_PER_CALL) {
    text += charactersOf(units.subarray(at, Math.min(end, at + UNITS_PER_CALL)));
  }
  return text;
}

export class ChunkBytes {
  readonly bytes = new Uint8Array(CHUNK_BYTES);
  /** For readers that have made sure of their range; all others use the checked reads. */
  readonly dataView = new DataView(this.bytes.buffer);
  readonly #evenUnits = new Uint16Array(this.bytes.buffer);
  /** The chunk shifted by one byte, so that text at odd offsets can be read as aligned units too. */
  readonly #shifted = new Uint8Array(CHUNK_BYTES);
  readonly #oddUnits = new Uint16Array(this.#shifted.buffer);
  #isShifted = false;
  /** How often the chunk was filled: the same number, the same bytes. */
  loads = 0;
  /** Bytes that are in place; those behind them are fetched once one of them is read. */
  #inPlace = CHUNK_BYTES;
  #fetchRest: () => void = () => undefined;
  readonly #ascii = new Utf8Sink(CHUNK_BYTES);
  readonly #asciiOf: (length: number) => string;

  constructor(native: NativeCode = PLAIN_CODE) {
    this.#asciiOf = native.asciiReader(this.#ascii.bytes);
  }

  /** Call after new bytes were put in `bytes`; `length` of them are real, the rest is cleared. */
  load(length: number): void {
    this.bytes.fill(0, length);
    this.loads++;
    this.#inPlace = CHUNK_BYTES;
    this.#isShifted = false;
  }

  /** The same where only the first `length` bytes are there yet: `fetchRest` loads all of them. */
  loadPart(length: number, fetchRest: () => void): void {
    this.loads++;
    this.#inPlace = length;
    this.#fetchRest = fetchRest;
    this.#isShifted = false;
  }

  get isWhole(): boolean {
    return this.#inPlace === CHUNK_BYTES;
  }

  /** Makes sure that all bytes before `end` are in place, for readers without checks. */
  reach(end: number): void {
    if (end > this.#inPlace) this.#fetchRest();
  }

  #shift(): void {
    this.#shifted.set(this.bytes.subarray(1), 0);
    this.#isShifted = true;
  }

  #check(offset: number, length: number): void {
    if (offset < 0 || offset + length > this.#inPlace) this.#checkBeyond(offset, length);
  }

  #checkBeyond(offset: number, length: number): void {
    if (offset < 0 || offset + length > CHUNK_BYTES) {
      throw new EvtxDamage(`a read of ${length} bytes leaves the chunk`, offset);
    }
    this.reach(offset + length);
  }

  u8(offset: number): number {
    this.#check(offset, 1);
    return this.dataView.getUint8(offset);
  }

  u16(offset: number): number {
    this.#check(offset, 2);
    return this.dataView.getUint16(offset, true);
  }

  u32(offset: number): number {
    this.#check(offset, 4);
    return this.dataView.getUint32(offset, true);
  }

  u64(offset: number): bigint {
    this.#check(offset, 8);
    return this.dataView.getBigUint64(offset, true);
  }

  /** The bytes of a range as a DataView of the whole chunk, for signed and floating types. */
  view(offset: number, length: number): DataView {
    this.#check(offset, length);
    return this.dataView;
  }

  slice(offset: number, length: number): Uint8Array {
    this.#check(offset, length);
    return this.bytes.slice(offset, offset + length);
  }

  /** UTF-16LE text of `units` code units, uncut: NULs stay. */
  utf16(offset: number, units: number): string {
    this.#check(offset, units * 2);
    return units >= LONG_UNITS ? this.#longText(offset, units) : this.#shortText(offset, units);
  }

  /** Most long texts are ASCII, which is read faster by the bytes. */
  #longText(offset: number, units: number): string {
    const end = writeAsciiOf(this.#ascii, 0, this.dataView, offset, units * 2);
    return end === units ? this.#asciiOf(units) : this.#shortText(offset, units);
  }

  #shortText(offset: number, units: number): string {
    const even = offset % 2 === 0;
    if (!even && !this.#isShifted) this.#shift();
    const source = even ? this.#evenUnits : this.#oddUnits;
    const first = even ? offset / 2 : (offset - 1) / 2;
    return textOf(source, first, first + units);
  }

  /** Windows-1252 text with its NULs dropped. */
  ansi(offset: number, length: number): string {
    this.#check(offset, length);
    const units = new Uint16Array(length);
    let count = 0;
    for (let at = offset; at < offset + length; at++) {
      const byte = this.bytes[at] ?? 0;
      if (byte !== 0) units[count++] = WINDOWS_1252[byte] ?? 0;
    }
    return textOf(units, 0, count);
  }
}

/** Text up to its first NUL, as Windows shows it (evtx.md 6, type 01). */
export function cutAtNul(text: string): string {
  const nul = text.indexOf('\0');
  return nul < 0 ? text : text.slice(0, nul);
}
