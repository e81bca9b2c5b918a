/**
 * The values of a record's fields as texts. Neighbouring records say much the same, so each field keeps
 * where its last value lay in this chunk: equal bytes are the same text. New texts of a record are put
 * into one buffer, decoded at once and cut: a call of the decoder costs more than most texts.
 */
import type { FieldValue } from '@shared/model/event';
import type { ChunkBytes } from './chunk-bytes';
import { writeAsciiOf } from './json-text';
import { type FieldLayout, type Piece, SOURCE } from './field-layout';
import type { FieldMemo } from './field-memo';
import type { NativeCode } from './native-code';
import { scalarText } from './record-tree';
import { lengthOf, type SlotReader, typeOf } from './slot-reader';
import type { SlotWriter } from './slot-writer';
import { Utf8Sink } from './utf8-sink';
import { scalarOf } from './value-scalar';
import { VALUE } from './value-types';

/** Small numbers are kept as text: ids, levels, ports. */
const KEPT_NUMBERS = 65_536;
const NUMBERS: (string | undefined)[] = Array.from({ length: KEPT_NUMBERS });

const numberText = (value: number): string =>
  value < KEPT_NUMBERS ? (NUMBERS[value] ??= String(value)) : String(value);

/** Numbers the chunks of all readers, since layouts outlive a reader. */
let chunksRead = 0;

export class FieldReader {
  readonly #slots: SlotReader;
  readonly #writer: SlotWriter;
  readonly #chunk: ChunkBytes;
  readonly #scratch = new Utf8Sink(10 * 65_536);
  readonly #asciiOf: (length: number) => string;
  /** Places among the values whose text waits in the scratch buffer, with its start. */
  readonly #waiting = new Int32Array(65_536);
  readonly #starts = new Int32Array(65_536);
  #waitingCount = 0;
  #chunkNumber = 0;

  constructor(slots: SlotReader, writer: SlotWriter, native: NativeCode) {
    // The scratch buffer holds the longest record and never grows.
    this.#asciiOf = native.asciiReader(this.#scratch.bytes);
    this.#slots = slots;
    this.#writer = writer;
    this.#chunk = slots.chunk;
  }

  /** Call when the chunk holds new bytes. */
  startChunk(): void {
    this.#chunkNumber = ++chunksRead;
  }

  /** Values of the record read last: those at `fields`, positions in its layout (-1: no such field). */
  values(layout: FieldLayout, fields: Int32Array): FieldValue[] {
    const { sources, constants, memo } = layout;
    if (memo.chunk !== this.#chunkNumber) memo.restart(this.#chunkNumber);
    const memoKinds = memo.kinds;
    const memoOffsets = memo.offsets;
    const { kinds, offsets } = this.#slots;
    const values: FieldValue[] = [];
    this.#waitingCount = 0;
    this.#scratch.length = 0;
    for (let at = 0; at < fields.length; at++) {
      const field = fields[at] ?? -1;
      if (field < 0) {
        values[at] = null;
        continue;
      }
      const slot = sources[field] ?? SOURCE.constant;
      if (slot < 0) {
        values[at] =
          slot === SOURCE.constant ? (constants[field] ?? null) : this.#tuple(layout, field);
        continue;
      }
      const kind = kinds[slot] ?? 0;
      const offset = offsets[slot] ?? 0;
      const isSame =
        memoKinds[field] === kind &&
        this.#chunk.areEqual(memoOffsets[field] ?? 0, offset, lengthOf(kind));
      values[at] = isSame
        ? (memo.texts[field] ?? null)
        : this.#fresh(memo, field, at, kind, offset);
    }
    if (this.#waitingCount > 0) this.#decode(values, memo, fields);
    return values;
  }

  #tuple({ tuples }: FieldLayout, field: number): FieldValue {
    return (tuples[field] ?? []).map((piece) => this.#piece(piece));
  }

  /** The text of a value, or an empty one while it waits for `#decode`. */
  #fresh(memo: FieldMemo, field: number, at: number, kind: number, offset: number): string | null {
    const type = typeOf(kind);
    const text = type === VALUE.null ? null : this.#textOf(type, offset, lengthOf(kind), at);
    memo.kinds[field] = kind;
    memo.offsets[field] = offset;
    memo.texts[field] = text;
    return text;
  }

  #textOf(type: number, offset: number, length: number, at: number): string {
    const { dataView, bytes } = this.#chunk;
    if (type === VALUE.uint16) return numberText(dataView.getUint16(offset, true));
    if (type === VALUE.uint8) return numberText(bytes[offset] ?? 0);
    if (type === VALUE.uint32) return numberText(dataView.getUint32(offset, true));
    if (type === VALUE.uint64 && dataView.getUint32(offset + 4, true) === 0) {
      return numberText(dataView.getUint32(offset, true));
    }
    const start = this.#scratch.length;
    const end =
      type === VALUE.utf16
        ? writeAsciiOf(this.#scratch, start, dataView, offset, length)
        : this.#writer.plain(this.#scratch, start, type, offset, length);
    if (end < 0) return scalarText(scalarOf(this.#chunk, type, offset, length));
    if (end > start) this.#wait(at, start, end);
    return '';
  }

  #wait(place: number, start: number, end: number): void {
    const at = this.#waitingCount++;
    this.#waiting[at] = place;
    this.#starts[at] = start;
    this.#scratch.length = end;
  }

  #decode(values: FieldValue[], memo: FieldMemo, fields: Int32Array): void {
    const all = this.#asciiOf(this.#scratch.length);
    this.#starts[this.#waitingCount] = all.length;
    for (let at = 0; at < this.#waitingCount; at++) {
      const place = this.#waiting[at] ?? 0;
      const text = all.slice(this.#starts[at], this.#starts[at + 1]);
      values[place] = text;
      memo.texts[fields[place] ?? 0] = text;
    }
  }

  #piece(piece: Piece): string | null {
    if (!('slot' in piece)) return piece.text;
    const { kinds, offsets } = this.#slots;
    const kind = kinds[piece.slot] ?? 0;
    const type = typeOf(kind);
    if (type === VALUE.null) return null;
    return scalarText(scalarOf(this.#chunk, type, offsets[piece.slot] ?? 0, lengthOf(kind)));
  }
}
