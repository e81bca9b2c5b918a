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

/** What was found before a question is answered; it may still change. */
export interface SourcePart<Row> {
  readonly rows: readonly Row[];
  /** Rows there are so far, of which these are the first. */
  readonly found: number;
  /** How much was looked through, of how much. */
  readonly searched: number;
  readonly files: number;
}

export interface DataSource<Row> {
  /** How often it was asked in vain: another try is a new source. */
  readonly tries: number;
  /** @throws whatever went wrong; a result that arrives after `signal` was aborted is dropped. */
  rows(
    range: RowRange,
    columns: readonly string[],
    order: Order,
    signal: AbortSignal,
  ): Promise<SourcePage<Row>>;
  /** Tells of rows found before the first page is answered, until the returned function is called. */
  follow?(
    columns: readonly string[],
    order: Order,
    onPart: (part: SourcePart<Row>) => void,
  ): () => void;
}

/** What a grid draws: rows that may not be here yet. */
export interface RowWindow<Row> {
  readonly total: number;
  at(index: number): Row | undefined;
  /** Tells which rows are in view. */
  want(range: RowRange): void;
  /** Rows of an earlier answer are shown while the new one is awaited. */
  readonly stale: boolean;
  /** Rows of a question that is still being answered are shown: more may come before and between them. */
  readonly partial: boolean;
}

/** The rows of a list that is here already. */
export function windowOf<Row>(rows: readonly Row[]): RowWindow<Row> {
  const { length: total } = rows;
  return { total, at: (index) => rows[index], want: () => undefined, stale: false, partial: false };
}
