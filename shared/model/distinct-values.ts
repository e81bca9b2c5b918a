/** Gives values the codes of a column (columns.ts), each distinct one the same. */
import { CODE_ABSENT, CODE_NULL, type ColumnEntry, FIRST_VALUE_CODE } from './columns';
import type { FieldValue } from './event';

export class DistinctValues {
  /** In the order they were first met. */
  readonly entries: ColumnEntry[] = [];
  readonly #codeOfText = new Map<string, number>();
  readonly #codeOfTuple = new Map<string, number>();
  #lastText: string | null = null;
  #lastCode = CODE_ABSENT;
  /** What the entries take in memory, about. */
  textBytes = 0;

  codeOf(value: FieldValue | undefined): number {
    if (value === undefined) return CODE_ABSENT;
    if (value === null) return CODE_NULL;
    if (typeof value === 'string') return this.#ofText(value);
    return this.#intern(this.#codeOfTuple, JSON.stringify(value), value);
  }

  /** Most events have the channel, the computer, the provider of the one before. */
  #ofText(text: string): number {
    if (text === this.#lastText) return this.#lastCode;
    this.#lastText = text;
    return (this.#lastCode = this.#intern(this.#codeOfText, text, text));
  }

  #intern(codes: Map<string, number>, key: string, entry: ColumnEntry): number {
    const known = codes.get(key);
    if (known !== undefined) return known;
    const code = this.entries.length + FIRST_VALUE_CODE;
    this.entries.push(entry);
    codes.set(key, code);
    this.textBytes += key.length * 2;
    return code;
  }
}
