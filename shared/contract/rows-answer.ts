/** A page of a list. */

/** Rows `start`… of a list of `total`; `rows` may be shorter at the end. */
export interface RowsAnswer<Row> {
  readonly total: number;
  readonly start: number;
  readonly rows: readonly Row[];
  /** Files whose store could not be read, each with its reason; the rows are of the others. */
  readonly problems: readonly string[];
}
