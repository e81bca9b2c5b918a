/** Which tests of a field are true of each value of its column, worked out when a value is first met. */
import { FIRST_VALUE_CODE } from '@shared/model/columns';
import type { FieldColumn } from './field-columns';
import type { FieldMatcher, Truths } from './field-matcher';

const NONE: Truths = new Uint32Array(0);

export class ValueTruths {
  readonly column: FieldColumn;
  readonly #matcher: FieldMatcher;
  readonly #byCode: (Truths | undefined)[];

  constructor(column: FieldColumn, matcher: FieldMatcher) {
    this.column = column;
    this.#matcher = matcher;
    this.#byCode = Array.from({ length: column.entries.length + FIRST_VALUE_CODE });
  }

  ofCode(code: number): Truths {
    const known = this.#byCode[code];
    if (known !== undefined) return known;
    const entry = this.column.entries[code - FIRST_VALUE_CODE];
    const truths = entry === undefined ? NONE : this.#matcher.truths(entry);
    this.#byCode[code] = truths;
    return truths;
  }

  /** True where any value has a true test. */
  any(): boolean {
    return this.column.entries.some((_, at) => this.ofCode(at + FIRST_VALUE_CODE).length > 0);
  }
}
