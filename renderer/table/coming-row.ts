import type { RowWindow } from './data-source';

/** A row the cursor went to before its page was here; it is to be selected once it arrives. */
export class ComingRow<Row> {
  #awaited: { readonly rows: RowWindow<Row>; readonly index: number } | null = null;

  await(rows: RowWindow<Row>, index: number): void {
    this.#awaited = { rows, index };
  }

  /** The cursor went elsewhere. */
  drop(): void {
    this.#awaited = null;
  }

  /** The row if it has come, once. Given up where `rows` answer another question by now. */
  take(rows: RowWindow<Row>): Row | undefined {
    if (this.#awaited === null) return undefined;
    if (this.#awaited.rows !== rows) {
      this.#awaited = null;
      return undefined;
    }
    const row = rows.at(this.#awaited.index);
    if (row !== undefined) this.#awaited = null;
    return row;
  }
}
