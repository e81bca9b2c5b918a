/** Events taken one by one, side by side: for hunting without a store. */
import type { Column, EventColumns } from './columns';
import { DistinctValues } from './distinct-values';
import type { EventFields } from './event';

interface GrowingColumn {
  readonly values: DistinctValues;
  /** By event; shorter than the batch where the last ones lack the field. */
  readonly codes: number[];
}

/** Holds at most 65,534 events. */
export class BatchColumns implements EventColumns {
  readonly #columns = new Map<string, GrowingColumn>();
  events = 0;

  add({ names, values }: EventFields): void {
    names.forEach((name, at) => {
      let column = this.#columns.get(name);
      if (column === undefined) {
        column = { values: new DistinctValues(), codes: [] };
        this.#columns.set(name, column);
      }
      while (column.codes.length < this.events) column.codes.push(0);
      column.codes[this.events] = column.values.codeOf(values[at]);
    });
    this.events++;
  }

  get names(): readonly string[] {
    return [...this.#columns.keys()];
  }

  column(name: string): Column | null {
    const column = this.#columns.get(name);
    if (column === undefined) return null;
    const codes = new Uint16Array(this.events);
    codes.set(column.codes);
    return { entries: column.values.entries, codes };
  }
}
