/** One column of the segment being written: distinct values and where each stands. */
import { type ColumnEntry, FIRST_VALUE_CODE } from '@shared/model/columns';
import { DistinctValues } from '@shared/model/distinct-values';
import type { FieldValue } from '@shared/model/event';

export class ColumnBuilder {
  readonly #values = new DistinctValues();
  /** Events that have the field and their codes, in step; most columns of a segment are sparse. */
  readonly #events: number[] = [];
  readonly #codes: number[] = [];
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
