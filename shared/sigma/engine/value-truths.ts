/** Which tests of a field are true of each value of its column, worked out when a value is first met. */
import { FIRST_VALUE_CODE } from '@shared/model/columns';
import type { FieldColumn } from './field-columns';
import type { FieldMatcher, Truths } from './field-matcher';

const NONE: Truths = new Uint32Array(0);

export class ValueTruths {
  readonly column: FieldColumn;
  readonly #matcher: FieldMatcher;
  /** By code: 0 where it was not met, or the position in `#met` and one. */
  readonly #metAt: Int32Array;
  readonly #met: Truths[] = [NONE];

  constructor(column: FieldColumn, matcher: FieldMatcher) {
    this.column = column;
    this.#matcher = matcher;
    this.#metAt = new Int32Array(column.entries.length + FIRST_VALUE_CODE);
  }

  ofCode(code: number): Truths {
    const met = this.#metAt[code] ?? 0;
    if (met > 0) return this.#met[met - 1] ?? NONE;
    const entry = this.column.entries[code - FIRST_VALUE_CODE];
    const truths = entry === undefined ? NONE : this.#matcher.truths(entry);
    this.#metAt[code] = truths.length === 0 ? 1 : this.#met.push(truths);
    return truths;
  }
}
