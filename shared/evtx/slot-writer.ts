/** Values of slots as ASCII text and as JSON, each equal to what `scalarOf` gives for the value. */
import type { FileTime } from '@shared/model/file-time';
import { formatFileTime } from '@shared/model/time-text';
import type { ChunkBytes } from './chunk-bytes';
import {
  EMPTY,
  emptyOfPlace,
  type JsonProgram,
  slotOfPlace,
  STEP,
  WORD_BYTES,
} from './json-program';
import { JSON_BYTES_PER_UNIT, writeAnsi, writeJsonText } from './json-text';
import { MOST_USES } from './layout';
import {
  TimeWriter,
  writeAscii,
  writeBinary,
  writeGuid,
  writeHex32,
  writeHex64,
  writeInt32,
  writeSid,
  writeUint32,
} from './number-text';
import { isEmptyText, lengthOf, mayBeEmpty, typeOf } from './slot-kind';
import type { SlotReader } from './slot-reader';
import type { Utf8Sink } from './utf8-sink';
import { scalarOf } from './value-scalar';
import { VALUE } from './value-types';

const QUOTE = 0x22;
/** More than the longest text of a value of fixed width, quotes included. */
const LONGEST_FIXED_BYTES = 64;
const NINE_DIGITS = 1_000_000_000;
/** High halves of 64-bit numbers that a double holds exactly. */
const SAFE_HIGH = 0x20_0000;
const TICKS_PER_DAY = 864_000_000_000n;

const textOfDay = (day: number): string =>
  formatFileTime((BigInt(day) * TICKS_PER_DAY) as FileTime).slice(0, 11);

export class SlotWriter {
  readonly #slots: SlotReader;
  readonly #chunk: ChunkBytes;
  /** Of the slots and the chunk, since each step on the way to them costs. */
  readonly #kinds: Int32Array;
  readonly #offsets: Int32Array;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #times = new TimeWriter(textOfDay);

  constructor(slots: SlotReader) {
    this.#slots = slots;
    this.#chunk = slots.chunk;
    this.#kinds = slots.kinds;
    this.#offsets = slots.offsets;
    this.#bytes = slots.chunk.bytes;
    this.#view = slots.chunk.dataView;
  }

  /** Appends the text of a program with the values of the record, which takes `recordBytes` bytes. */
  run(program: JsonProgram, sink: Utf8Sink, recordBytes: number): void {
    const { steps, words, places, fixedBytes } = program;
    const values = places * LONGEST_FIXED_BYTES + MOST_USES * JSON_BYTES_PER_UNIT * recordBytes;
    sink.reserve(fixedBytes + values);
    let at = sink.length;
    let word = 0;
    for (let step = 0; ; step += STEP.numbers) {
      const { view } = sink;
      // May scribble up to seven bytes behind the fixed text, which the next write covers.
      const end = at + (steps[step + STEP.fixedBytes] ?? 0);
      const place = steps[step + STEP.place] ?? -1;
      for (; at < end; at += WORD_BYTES) view.setFloat64(at, words[word++] ?? 0, true);
      at = end;
      if (place < 0) break;
      at = this.#json(sink, at, slotOfPlace(place), emptyOfPlace(place));
    }
    sink.length = at;
  }

  /** A JSON scalar; where the value is empty, what the program has for it. */
  #json(sink: Utf8Sink, at: number, slot: number, empty: number): number {
    const kind = this.#kinds[slot] ?? 0;
    const offset = this.#offsets[slot] ?? 0;
    const type = typeOf(kind);
    const length = lengthOf(kind);
    switch (type) {
      case VALUE.utf16: {
        if (empty !== EMPTY.itself && isEmptyText(this.#chunk, offset, length)) break;
        return writeJsonText(sink, at, this.#view, offset, length);
      }
      case VALUE.uint8:
        return writeUint32(sink, at, this.#bytes[offset] ?? 0);
      case VALUE.uint16:
        return writeUint32(sink, at, this.#view.getUint16(offset, true));
      case VALUE.uint32:
        return writeUint32(sink, at, this.#view.getUint32(offset, true));
      case VALUE.null:
        break;
      default:
        if (empty !== EMPTY.itself && mayBeEmpty(type) && this.#slots.emptiness(slot) < 2) break;
        return this.#other(sink, at, type, offset, length);
    }
    return writeAscii(sink, at, empty === EMPTY.text ? '""' : 'null');
  }

  #other(sink: Utf8Sink, at: number, type: number, offset: number, length: number): number {
    if (isBare(type)) {
      const end = this.plain(sink, at, type, offset, length);
      return end >= 0 ? end : this.#slow(sink, at, type, offset, length);
    }
    sink.bytes[at] = QUOTE;
    const end =
      type === VALUE.ansi
        ? writeAnsi(sink, at + 1, this.#view, offset, length, true)
        : this.plain(sink, at + 1, type, offset, length);
    if (end < 0) return this.#slow(sink, at, type, offset, length);
    sink.bytes[end] = QUOTE;
    return end + 1;
  }

  #slow(sink: Utf8Sink, at: number, type: number, offset: number, length: number): number {
    sink.length = at;
    sink.text(JSON.stringify(scalarOf(this.#chunk, type, offset, length)));
    return sink.length;
  }

  /**
   * The ASCII text of a value that is no text itself; the position behind it, or -1 where `scalarOf` must
   * be asked.
   */
  plain(sink: Utf8Sink, at: number, type: number, offset: number, length: number): number {
    switch (type) {
      case VALUE.uint8:
        return writeUint32(sink, at, this.#bytes[offset] ?? 0);
      case VALUE.uint16:
        return writeUint32(sink, at, this.#view.getUint16(offset, true));
      case VALUE.uint32:
        return writeUint32(sink, at, this.#view.getUint32(offset, true));
      case VALUE.uint64:
        return this.#uint64(sink, at, offset);
      case VALUE.hex64:
        return this.#hex64(sink, at, offset);
      case VALUE.hex32:
        return writeHex32(sink, at, this.#view.getUint32(offset, true));
      case VALUE.fileTime:
        return this.#fileTime(sink, at, offset);
      case VALUE.guid:
        return writeGuid(sink, at, this.#bytes, offset);
      case VALUE.sid:
        return this.#sid(sink, at, offset, length);
      case VALUE.int8:
        return writeInt32(sink, at, this.#view.getInt8(offset));
      case VALUE.int16:
        return writeInt32(sink, at, this.#view.getInt16(offset, true));
      case VALUE.int32:
        return writeInt32(sink, at, this.#view.getInt32(offset, true));
      case VALUE.ansi:
        return writeAnsi(sink, at, this.#view, offset, length, false);
      case VALUE.bool:
        return writeAscii(sink, at, this.#view.getInt32(offset, true) === 0 ? 'false' : 'true');
      case VALUE.binary:
        return writeBinary(sink, at, this.#bytes, offset, length);
      case VALUE.sizeT:
        return length >= 8
          ? this.#hex64(sink, at, offset)
          : writeHex32(sink, at, this.#view.getUint32(offset, true));
      default:
        return -1;
    }
  }

  #hex64(sink: Utf8Sink, at: number, offset: number): number {
    return writeHex64(
      sink,
      at,
      this.#view.getUint32(offset, true),
      this.#view.getUint32(offset + 4, true),
    );
  }

  #fileTime(sink: Utf8Sink, at: number, offset: number): number {
    const low = this.#view.getUint32(offset, true);
    return this.#times.write(sink, at, low, this.#view.getUint32(offset + 4, true));
  }

  #uint64(sink: Utf8Sink, at: number, offset: number): number {
    const low = this.#view.getUint32(offset, true);
    const high = this.#view.getUint32(offset + 4, true);
    if (high === 0) return writeUint32(sink, at, low);
    if (high >= SAFE_HIGH) return -1;
    const value = high * 2 ** 32 + low;
    const head = Math.floor(value / NINE_DIGITS);
    const behind = writeUint32(sink, at, head);
    let rest = value - head * NINE_DIGITS;
    for (let to = behind + 8; to >= behind; to--) {
      const quotient = Math.floor(rest / 10);
      sink.bytes[to] = 0x30 + rest - quotient * 10;
      rest = quotient;
    }
    return behind + 9;
  }

  #sid(sink: Utf8Sink, at: number, offset: number, length: number): number {
    const whole = length >= 8 && 8 + 4 * (this.#bytes[offset + 1] ?? 0) <= length;
    // An authority of 2^32 or more is written in hexadecimal.
    if (!whole || this.#view.getUint16(offset + 2) > 0) return -1;
    return writeSid(sink, at, this.#view, offset);
  }
}

/** Whole numbers and booleans stand in JSON without quotes. */
const isBare = (type: number): boolean =>
  (type >= VALUE.int8 && type <= VALUE.uint64) || type === VALUE.bool;
