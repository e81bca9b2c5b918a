/**
 * The values of a record's fields as texts. Most come again and again and are taken from a pool. New texts
 * of a record are put into one buffer, decoded at once and cut: a call of the decoder costs more than most
 * texts.
 */
import type { FieldValue } from '@shared/model/event';
import type { ChunkBytes } from './chunk-bytes';
import { writeAsciiOf } from './json-text';
import type { FieldSet, Piece } from './field-layout';
import type { NativeCode } from './native-code';
import { NumberTexts } from './number-texts';
import { scalarText } from './record-tree';
import { lengthOf, typeOf } from './slot-kind';
import type { SlotReader } from './slot-reader';
import type { SlotWriter } from './slot-writer';
import { TextPool } from './text-pool';
import { Utf8Sink } from './utf8-sink';
import { scalarOf } from './value-scalar';
import { VALUE } from './value-types';

/** One for all readers of a thread. */
const POOL = new TextPool();
/** For a text that is not put into the pool. */
const UNPOOLED = -1;
/** A text cut out of a longer one keeps it alive: what is cut out of more than this is not put into the pool. */
const MOST_KEPT_ALIVE = 4_096;

export class FieldReader {
  readonly #slots: SlotReader;
  readonly #writer: SlotWriter;
  readonly #chunk: ChunkBytes;
  readonly #numbers = new NumberTexts();
  readonly #scratch = new Utf8Sink(10 * 65_536);
  readonly #asciiOf: (length: number) => string;
  /** Of texts that wait in the scratch buffer: place among the values, slot, place in the pool, and start. */
  readonly #waitingPlaces = new Int32Array(65_536);
  readonly #waitingSlots = new Int32Array(65_536);
  readonly #pooledAt = new Int32Array(65_536);
  readonly #starts = new Int32Array(65_536);
  #waiting = 0;

  constructor(slots: SlotReader, writer: SlotWriter, native: NativeCode) {
    // The scratch buffer holds the longest record and never grows.
    this.#asciiOf = native.asciiReader(this.#scratch.bytes);
    this.#slots = slots;
    this.#writer = writer;
    this.#chunk = slots.chunk;
  }

  /** Values of the record read last: those of a set of its layout. */
  values(set: FieldSet): FieldValue[] {
    const { places, slots } = set;
    const { kinds, offsets } = this.#slots;
    const { dataView, bytes } = this.#chunk;
    const values = set.constants.slice();
    this.#waiting = 0;
    this.#scratch.length = 0;
    for (let at = 0; at < places.length; at++) {
      const slot = slots[at] ?? 0;
      const kind = kinds[slot] ?? 0;
      const offset = offsets[slot] ?? 0;
      const place = places[at] ?? 0;
      switch (typeOf(kind)) {
        case VALUE.null:
          break;
        case VALUE.uint8:
          values[place] = this.#numbers.of(bytes[offset] ?? 0);
          break;
        case VALUE.uint16:
          values[place] = this.#numbers.of(dataView.getUint16(offset, true));
          break;
        case VALUE.uint32:
          values[place] = this.#numbers.of(dataView.getUint32(offset, true));
          break;
        case VALUE.uint64:
          values[place] = this.#uint64(offset, place, slot);
          break;
        case VALUE.fileTime:
          values[place] = this.#fresh(slot, place, UNPOOLED);
          break;
        default:
          values[place] = this.#pooled(set, at, slot, kind, offset);
      }
    }
    if (this.#waiting > 0) this.#decode(values);
    for (const { place, pieces } of set.tuples) {
      values[place] = pieces.map((piece) => this.#piece(piece));
    }
    return values;
  }

  #uint64(offset: number, place: number, slot: number): string {
    const { dataView } = this.#chunk;
    return dataView.getUint32(offset + 4, true) === 0
      ? this.#numbers.running(dataView.getUint32(offset, true))
      : this.#fresh(slot, place, UNPOOLED);
  }

  /** The text of a value out of the pool: mostly it stands where the last one of the field stood. */
  #pooled(
    { places, pooledAt }: FieldSet,
    at: number,
    slot: number,
    kind: number,
    offset: number,
  ): string {
    const { dataView } = this.#chunk;
    const last = pooledAt[at] ?? 0;
    if (POOL.holds(last, dataView, offset, kind)) return POOL.texts[last] ?? '';
    const pooled = POOL.placeOf(dataView, offset, kind);
    if (pooled >= 0) {
      pooledAt[at] = pooled;
      if (POOL.holds(pooled, dataView, offset, kind)) return POOL.texts[pooled] ?? '';
    }
    return this.#fresh(slot, places[at] ?? 0, pooled);
  }

  /** The text of a value, or an empty one while it waits for `#decode`. */
  #fresh(slot: number, place: number, pooled: number): string {
    const { dataView } = this.#chunk;
    const kind = this.#slots.kinds[slot] ?? 0;
    const offset = this.#slots.offsets[slot] ?? 0;
    const [type, length] = [typeOf(kind), lengthOf(kind)];
    const start = this.#scratch.length;
    const end =
      type === VALUE.utf16
        ? writeAsciiOf(this.#scratch, start, dataView, offset, length)
        : this.#writer.plain(this.#scratch, start, type, offset, length);
    if (end > start) {
      this.#wait(place, slot, pooled, end);
      return '';
    }
    const text = end < 0 ? scalarText(scalarOf(this.#chunk, type, offset, length)) : '';
    if (pooled >= 0) POOL.put(pooled, dataView, offset, kind, text);
    return text;
  }

  #wait(place: number, slot: number, pooled: number, end: number): void {
    const at = this.#waiting++;
    this.#waitingPlaces[at] = place;
    this.#waitingSlots[at] = slot;
    this.#pooledAt[at] = pooled;
    this.#starts[at] = this.#scratch.length;
    this.#scratch.length = end;
  }

  #decode(values: FieldValue[]): void {
    const { kinds, offsets } = this.#slots;
    const all = this.#asciiOf(this.#scratch.length);
    this.#starts[this.#waiting] = all.length;
    for (let at = 0; at < this.#waiting; at++) {
      const text = all.slice(this.#starts[at], this.#starts[at + 1]);
      values[this.#waitingPlaces[at] ?? 0] = text;
      const pooled = this.#pooledAt[at] ?? UNPOOLED;
      if (pooled < 0 || all.length > MOST_KEPT_ALIVE) continue;
      const slot = this.#waitingSlots[at] ?? 0;
      POOL.put(pooled, this.#chunk.dataView, offsets[slot] ?? 0, kinds[slot] ?? 0, text);
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
