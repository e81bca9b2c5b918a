/**
 * The seam between a grid and where its rows come from. A grid asks for the rows it shows and holds no
 * others; a new search is a new source.
 */
export interface RowRange {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

export interface Order {
  readonly column: string;
  readonly direction: 'asc' | 'desc';
}

export interface SourcePage<Row> {
  readonly total: number;
  readonly start: number;
  readonly rows: readonly Row[];
  /** What could not be read, a sentence each. */
  readonly problems?: readonly string[];
}

export interface DataSource<Row> {
  /** Stands for what the rows are read from; once that has changed, a new source asks again. */
  readonly version: string;
  /** @throws whatever went wrong; a result that arrives after `signal` was aborted is dropped. */
  rows(
    range: RowRange,
    columns: readonly string[],
    order: Order,
    signal: AbortSignal,
  ): Promise<SourcePage<Row>>;
}

/** What a grid draws: rows that may not be here yet. */
export interface RowWindow<Row> {
  readonly total: number;
  at(index: number): Row | undefined;
  /** Tells which rows are in view. */
  want(range: RowRange): void;
  /** Rows of an earlier answer are shown while the new one is awaited. */
  readonly stale: boolean;
}

/** The rows of a list that is here already. */
export function windowOf<Row>(rows: readonly Row[]): RowWindow<Row> {
  return { total: rows.length, at: (index) => rows[index], want: () => undefined, stale: false };
}
