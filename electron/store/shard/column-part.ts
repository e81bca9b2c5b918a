/** A stretch of the events of a column; the values stay those of the whole. */
import type { ColumnEntry, TextSearch } from '@shared/model/columns';
import type { FieldValue } from '@shared/model/event';
import type { LazyColumn } from './stored-column';

export class ColumnPart implements LazyColumn {
  readonly #whole: LazyColumn;
  readonly #from: number;
  readonly #to: number;

  constructor(whole: LazyColumn, [from, to]: readonly [from: number, to: number]) {
    this.#whole = whole;
    this.#from = from;
    this.#to = to;
  }

  get codes(): Uint8Array | Uint16Array {
    return this.#whole.codes.subarray(this.#from, this.#to);
  }

  get entries(): readonly ColumnEntry[] {
    return this.#whole.entries;
  }

  get values(): number {
    return this.#whole.values;
  }

  entry(at: number): ColumnEntry | undefined {
    return this.#whole.entry(at);
  }

  glanced(): Iterable<ColumnEntry> {
    return this.#whole.glanced();
  }

  valueAt(event: number): FieldValue | undefined {
    return event < this.#to - this.#from ? this.#whole.valueAt(this.#from + event) : undefined;
  }

  holding(search: TextSearch): readonly number[] | null {
    return this.#whole.holding(search);
  }
}
