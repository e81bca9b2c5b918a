/**
 * The values of a field over all segments, each with a number: segments that were met before are counted by their
 * codes alone, and no text is looked at. Packing and indexing anew make other segments, never other values of one.
 */
import { CODE_NULL, FIRST_VALUE_CODE } from '@shared/model/columns';
import type { LazyColumn } from '../shard/stored-column';
import { FoundValues } from './found-values';

/** An entry of a map of texts, beside the text. */
const TEXT_BYTES = 80;
const NUMBER_BYTES = 4;
/** Of a list of numbers, beside them. */
const LIST_BYTES = 256;

/** Of the null value. */
export const NULL_NUMBER = 0;

export class ValueNumbers {
  /** By number. */
  readonly texts: (string | null)[] = [null];
  readonly #numbers = new Map<string, number>();
  readonly #ofColumns = new Map<string, Uint32Array | null>();
  readonly #found: FoundValues;
  #heldBytes = 0;

  constructor(field: string) {
    this.#found = new FoundValues(field);
  }

  get heldBytes(): number {
    return this.#heldBytes + this.#found.heldBytes;
  }

  /** What finds the values numbered by now. */
  get found(): FoundValues {
    for (let next = this.#found.texts; next < this.texts.length; next++)
      this.#found.add(this.texts[next] ?? null);
    return this.#found;
  }

  /** @param text to be held on to */
  numberOf(text: string | null): number {
    return text === null ? NULL_NUMBER : (this.#numbers.get(text) ?? this.#add(text));
  }

  /** By code; null where values are lists, which have several. @param key tells the column from all others */
  of(key: string, column: LazyColumn): Uint32Array | null {
    const known = this.#ofColumns.get(key);
    if (known !== undefined) return known;
    const numbers = this.#numbered(column);
    this.#ofColumns.set(key, numbers);
    this.#heldBytes += LIST_BYTES + (numbers?.length ?? 0) * NUMBER_BYTES;
    return numbers;
  }

  #numbered(column: LazyColumn): Uint32Array | null {
    const numbers = new Uint32Array(column.values + FIRST_VALUE_CODE);
    numbers[CODE_NULL] = NULL_NUMBER;
    let at = 0;
    for (const entry of column.glanced()) {
      if (typeof entry !== 'string') return null;
      const known = this.#numbers.get(entry) ?? this.#add(textOf(column.entry(at)));
      numbers[FIRST_VALUE_CODE + at++] = known;
    }
    return numbers;
  }

  #add(text: string): number {
    const number = this.texts.push(text) - 1;
    this.#numbers.set(text, number);
    this.#heldBytes += TEXT_BYTES + text.length;
    return number;
  }
}

/** Read alone, so that it may be held on to. */
function textOf(entry: ReturnType<LazyColumn['entry']>): string {
  if (typeof entry === 'string') return entry;
  throw new TypeError('a value is no text any more');
}
