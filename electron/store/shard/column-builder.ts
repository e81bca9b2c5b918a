/** One column of the segment being written: distinct values and where each stands. */
import {
  CODE_ABSENT,
  CODE_NULL,
  type Column,
  type ColumnEntry,
  FIRST_VALUE_CODE,
} from '@shared/model/columns';
import { DistinctValues } from '@shared/model/distinct-values';
import type { FieldValue } from '@shared/model/event';

/** A log has some hundreds of forms; lists of one event alone need not be kept. */
const MOST_SHARED = 4_096;

const FEW_EVENTS = 16;
/** Both are of 16 bits (`MOST_SEGMENT_EVENTS`). */
const EVENT_SHIFT = 16;
const LARGEST_CODE = 0xffff;

export class ColumnBuilder {
  readonly #values = new DistinctValues();
  /** Events that have the field, each with its code: two halves of a word. Most columns of a segment are sparse. */
  #words = new Uint32Array(FEW_EVENTS);
  #present = 0;
  /** Codes of lists that many events have, the very same. */
  readonly #shared = new Map<readonly string[], number>();
  /** Events whose value is one text. */
  texts = 0;

  get entries(): readonly ColumnEntry[] {
    return this.#values.entries;
  }

  get textBytes(): number {
    return this.#values.textBytes;
  }

  get present(): number {
    return this.#present;
  }

  add(event: number, value: FieldValue): void {
    this.#put(event, this.#values.codeOf(value));
    if (typeof value === 'string') this.texts++;
  }

  /** A tuple that other events may share. */
  addShared(event: number, tuple: readonly string[]): void {
    const known = this.#shared.get(tuple) ?? this.#values.codeOf(tuple);
    if (this.#shared.size < MOST_SHARED) this.#shared.set(tuple, known);
    this.#put(event, known);
  }

  /** The values of a stretch of events that begins at `first`. Each distinct one is looked up once. */
  addAll(first: number, { entries, codes }: Column): void {
    const known = [CODE_ABSENT, CODE_NULL, ...entries.map((entry) => this.#values.codeOf(entry))];
    for (let at = 0; at < codes.length; at++) {
      const code = codes[at] ?? CODE_ABSENT;
      if (code === CODE_ABSENT) continue;
      this.#put(first + at, known[code] ?? CODE_NULL);
      if (typeof entries[code - FIRST_VALUE_CODE] === 'string') this.texts++;
    }
  }

  /** A code for each of `events` events; one byte each where that is enough. */
  codes(events: number): Uint8Array | Uint16Array {
    const wide = this.entries.length + FIRST_VALUE_CODE > 256;
    const codes = wide ? new Uint16Array(events) : new Uint8Array(events);
    for (const word of this.#words.subarray(0, this.#present))
      codes[word >>> EVENT_SHIFT] = word & LARGEST_CODE;
    return codes;
  }

  #put(event: number, code: number): void {
    if (this.#present === this.#words.length) {
      const grown = new Uint32Array(this.#words.length * 2);
      grown.set(this.#words);
      this.#words = grown;
    }
    this.#words[this.#present++] = (event << EVENT_SHIFT) | code;
  }
}
