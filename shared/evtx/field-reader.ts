/**
 * The values of a record's fields as texts. Neighbouring records say much the same, so each field keeps
 * where its last value lay in this chunk: equal bytes are the same text. New texts of a record are put
 * into one buffer, decoded at once and cut: a call of the decoder costs more than most texts.
 */
import type { FieldValue } from '@shared/model/event';
import type { ChunkBytes } from './chunk-bytes';
import { writeAsciiOf } from './json-text';
import { type Layout, type Piece, SOURCE } from './layout';
import { scalarText } from './record-tree';
import type { SlotReader } from './slot-reader';
import type { SlotWriter } from './slot-writer';
import { Utf8Sink } from './utf8-sink';
import { scalarOf } from './value-scalar';
import { VALUE } from './value-types';

/** Small numbers are kept as text: ids, levels, ports. */
const KEPT_NUMBERS = 65_536;
const NUMBERS: (string | undefined)[] = Array.from({ length: KEPT_NUMBERS });

const numberText = (value: number): string => (NUMBERS[value] ??= String(value));

/** What a field said last in the chunk at hand. */
export class FieldMemo {
  chunk = -1;
  readonly types: Uint8Array;
  readonly offsets: Int32Array;
  readonly lengths: Int32Array;
  readonly texts: (string | null)[];

  constructor(fields: number) {
    this.types = new Uint8Array(fields);
    this.offsets = new Int32Array(fields);
    this.lengths = new Int32Array(fields).fill(-1);
    this.texts = Array.from({ length: fields }, () => null);
  }
}

/** Numbers the chunks of all readers, since layouts outlive a reader. */
let chunksRead = 0;

export class FieldReader {
  readonly #slots: SlotReader;
  readonly #writer: SlotWriter;
  readonly #chunk: ChunkBytes;
  readonly #scratch = new Utf8Sink(10 * 65_536);
  readonly #decoder = new TextDecoder('utf-8');
  /** Places among the values whose text waits in the scratch buffer, with its start. */
  readonly #waiting = new Int32Array(65_536);
  readonly #starts = new Int32Array(65_536);
  #waitingCount = 0;
  #chunkNumber = 0;

  constructor(slots: SlotReader, writer: SlotWriter) {
    this.#slots = slots;
    this.#writer = writer;
    this.#chunk = slots.chunk;
  }

  /** Call when the chunk holds new bytes. */
  startChunk(): void {
    this.#chunkNumber = ++chunksRead;
  }

  /** Values of the record read last: those at `fields`, positions in its layout (-1: no such field). */
  values(layout: Layout, fields: Int32Array): FieldValue[] {
    const { sources, memo } = layout;
    if (memo.chunk !== this.#chunkNumber) {
      memo.lengths.fill(-1);
      memo.chunk = this.#chunkNumber;
    }
    const values = new Array<FieldValue>(fields.length);
    this.#waitingCount = 0;
    this.#scratch.length = 0;
    for (let at = 0; at < fields.length; at++) {
      const field = fields[at] ?? -1;
      const source = sources[field] ?? SOURCE.constant;
      if (source >= 0) values[at] = this.#text(memo, at, field, source);
      else if (source === SOURCE.constant) values[at] = layout.constants[field] ?? null;
      else values[at] = (layout.tuples[field] ?? []).map((piece) => this.#piece(piece));
    }
    if (this.#waitingCount > 0) this.#decode(values, memo, fields);
    return values;
  }

  /** The text of a field, or an empty one while it waits for `#decode`. */
  #text(memo: FieldMemo, at: number, field: number, slot: number): string | null {
    const { types, offsets, lengths } = this.#slots;
    const type = types[slot] ?? 0;
    if (type === VALUE.null) return null;
    const offset = offsets[slot] ?? 0;
    const length = lengths[slot] ?? 0;
    if (
      memo.lengths[field] === length &&
      memo.types[field] === type &&
      this.#chunk.areEqual(memo.offsets[field] ?? 0, offset, length)
    )
      return memo.texts[field] ?? null;
    const text = this.#fresh(at, type, offset, length);
    memo.types[field] = type;
    memo.offsets[field] = offset;
    memo.lengths[field] = length;
    memo.texts[field] = text;
    return text;
  }

  #fresh(place: number, type: number, offset: number, length: number): string {
    const { dataView, bytes } = this.#chunk;
    if (type === VALUE.uint16) return numberText(dataView.getUint16(offset, true));
    if (type === VALUE.uint8) return numberText(bytes[offset] ?? 0);
    if (type === VALUE.uint32) {
      const value = dataView.getUint32(offset, true);
      if (value < KEPT_NUMBERS) return numberText(value);
    }
    const at = this.#scratch.length;
    const end =
      type === VALUE.utf16
        ? writeAsciiOf(this.#scratch, at, dataView, offset, length)
        : this.#writer.plain(this.#scratch, at, type, offset, length);
    if (end < 0) return scalarText(scalarOf(this.#chunk, type, offset, length));
    if (end > at) this.#wait(place, at, end);
    return '';
  }

  #wait(place: number, start: number, end: number): void {
    const at = this.#waitingCount++;
    this.#waiting[at] = place;
    this.#starts[at] = start;
    this.#scratch.length = end;
  }

  #decode(values: FieldValue[], memo: FieldMemo, fields: Int32Array): void {
    const all = this.#decoder.decode(this.#scratch.written());
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
    const { types, offsets, lengths } = this.#slots;
    const { slot } = piece;
    const type = types[slot] ?? 0;
    if (type === VALUE.null) return null;
    return scalarText(scalarOf(this.#chunk, type, offsets[slot] ?? 0, lengths[slot] ?? 0));
  }
}
