/** One column of the segment being written: distinct values and where each stands. */
import type { FieldValue } from '@shared/model/event';
import { CODE_NULL, type DictionaryEntry, FIRST_VALUE_CODE } from './dictionary';

export class ColumnBuilder {
  readonly entries: DictionaryEntry[] = [];
  readonly #codeOfText = new Map<string, number>();
  readonly #codeOfTuple = new Map<string, number>();
  /** Events that have the field and their codes, in step; most columns of a segment are sparse. */
  readonly #events: number[] = [];
  readonly #codes: number[] = [];
  textBytes = 0;

  get present(): number {
    return this.#events.length;
  }

  add(event: number, value: FieldValue): void {
    this.#events.push(event);
    this.#codes.push(this.#codeOf(value));
  }

  #codeOf(value: FieldValue): number {
    if (value === null) return CODE_NULL;
    if (typeof value === 'string') return this.#intern(this.#codeOfText, value, value);
    return this.#intern(this.#codeOfTuple, JSON.stringify(value), value);
  }

  #intern(codes: Map<string, number>, key: string, entry: DictionaryEntry): number {
    const known = codes.get(key);
    if (known !== undefined) return known;
    const code = this.entries.length + FIRST_VALUE_CODE;
    this.entries.push(entry);
    codes.set(key, code);
    this.textBytes += key.length * 2;
    return code;
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
