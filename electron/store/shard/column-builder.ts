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

export class ColumnBuilder {
  readonly #values = new DistinctValues();
  /** Events that have the field and their codes, in step; most columns of a segment are sparse. */
  readonly #events: number[] = [];
  readonly #codes: number[] = [];
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
    return this.#events.length;
  }

  add(event: number, value: FieldValue): void {
    this.#events.push(event);
    this.#codes.push(this.#values.codeOf(value));
    if (typeof value === 'string') this.texts++;
  }

  /** A tuple that other events may share. */
  addShared(event: number, tuple: readonly string[]): void {
    const known = this.#shared.get(tuple) ?? this.#values.codeOf(tuple);
    if (this.#shared.size < MOST_SHARED) this.#shared.set(tuple, known);
    this.#events.push(event);
    this.#codes.push(known);
  }

  /** The values of a stretch of events that begins at `first`. Each distinct one is looked up once. */
  addAll(first: number, { entries, codes }: Column): void {
    const known = [CODE_ABSENT, CODE_NULL, ...entries.map((entry) => this.#values.codeOf(entry))];
    for (let at = 0; at < codes.length; at++) {
      const code = codes[at] ?? CODE_ABSENT;
      if (code === CODE_ABSENT) continue;
      this.#events.push(first + at);
      this.#codes.push(known[code] ?? CODE_NULL);
      if (typeof entries[code - FIRST_VALUE_CODE] === 'string') this.texts++;
    }
  }

  /** A code for each of `events` events; one byte each where that is enough. */
  codes(events: number): Uint8Array | Uint16Array {
    const wide = this.entries.length + FIRST_VALUE_CODE > 256;
    const codes = wide ? new Uint16Array(events) : new Uint8Array(events);
    for (let at = 0; at < this.#events.length; at++) {
      codes[this.#events[at] ?? 0] = this.#codes[at] ?? 0;
    }
    return codes;
  }
}
