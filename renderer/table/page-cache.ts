/** Pages of a DataSource: fetched when wanted, the least recently wanted forgotten. */
import type { DataSource, Order, RowRange, RowWindow, SourcePage, SourcePart } from './data-source';

export const PAGE_ROWS = 200;
const MOST_PAGES = 40;

/** What the rows are read from. */
export interface RowsState {
  /** Once it differs, they are read again. */
  readonly version: string;
  /** Differs whenever there may be other rows, or the same in another order; without, all versions are lists of their own. */
  readonly list?: string | undefined;
}

export interface PageQuestion<Row> extends RowsState {
  readonly source: DataSource<Row>;
  readonly columns: readonly string[];
  readonly order: Order;
}

/**
 * Rows of one question. Until its first page arrives it shows what was found so far, where that is told; until then
 * the rows of the question before it.
 */
export class PageCache<Row> implements RowWindow<Row> {
  /** Grows with every change, for subscribers. */
  version = 0;
  error: unknown = null;
  problems: readonly string[] = [];
  readonly #question: PageQuestion<Row>;
  readonly #pages = new Map<number, readonly Row[]>();
  readonly #underWay = new Map<number, AbortController>();
  readonly #listeners = new Set<() => void>();
  #total: number | null = null;
  #before: PageCache<Row> | null;
  #part: SourcePart<Row> | null = null;
  #unfollow: (() => void) | null = null;

  constructor(question: PageQuestion<Row>, before: PageCache<Row> | null) {
    this.#question = question;
    this.#before = before === null || before.#total !== null ? before : before.#before;
  }

  /** What its rows are read from, or will be. */
  get of(): RowsState {
    return this.#question;
  }

  get total(): number {
    return this.#total ?? this.#part?.rows.length ?? this.#before?.total ?? 0;
  }

  /** What was found so far; null once the answer is here, and where nothing is told before. */
  get part(): SourcePart<Row> | null {
    return this.#part;
  }

  get partial(): boolean {
    return this.#part !== null;
  }

  /** Null until it is known. */
  get exactTotal(): number | null {
    return this.#total;
  }

  get stale(): boolean {
    return this.#total === null;
  }

  at(index: number): Row | undefined {
    if (this.#part !== null) return this.#part.rows[index];
    if (this.#total === null) return this.#before?.at(index);
    return this.#pages.get(Math.floor(index / PAGE_ROWS))?.[index % PAGE_ROWS];
  }

  want(range: RowRange): void {
    const last = Math.max(range.start, range.end - 1);
    const first = Math.floor(range.start / PAGE_ROWS);
    for (const page of this.#underWay.keys()) {
      if (page < first || page > Math.floor(last / PAGE_ROWS)) this.#abort(page);
    }
    for (let page = first; page <= Math.floor(last / PAGE_ROWS); page++) this.#wantPage(page);
  }

  /**
   * Rows of a stretch, whether they are here or not, with the total of the answer they are from.
   * @throws whatever the source does
   */
  async read({ start, end }: RowRange): Promise<SourcePage<Row>> {
    const known = this.#total;
    if (known !== null) {
      const rows = Array.from({ length: end - start }, (_, at) => this.at(start + at));
      const here = rows.filter((row) => row !== undefined);
      if (here.length === rows.length) return { total: known, start, rows: here };
    }
    const { source, columns, order } = this.#question;
    return source.rows({ start, end }, columns, order, new AbortController().signal);
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Drops what is under way; a later `want` asks again. */
  abort(): void {
    this.#endPart();
    for (const page of this.#underWay.keys()) this.#abort(page);
  }

  #abort(page: number): void {
    this.#underWay.get(page)?.abort();
    this.#underWay.delete(page);
  }

  #wantPage(page: number): void {
    const known = this.#pages.get(page);
    if (known !== undefined) {
      this.#pages.delete(page);
      this.#pages.set(page, known);
    } else if (!this.#underWay.has(page) && this.error === null) void this.#fetch(page);
  }

  async #fetch(page: number): Promise<void> {
    const control = new AbortController();
    this.#underWay.set(page, control);
    const { source, columns, order } = this.#question;
    const range = { start: page * PAGE_ROWS, end: (page + 1) * PAGE_ROWS };
    if (page === 0 && this.#total === null)
      this.#unfollow ??= source.follow?.(columns, order, (part) => this.#showPart(part)) ?? null;
    try {
      const answer = await source.rows(range, columns, order, control.signal);
      if (!control.signal.aborted) this.#keep(page, answer);
    } catch (thrown) {
      if (control.signal.aborted) return;
      this.error = thrown;
      this.#endPart();
      this.#changed();
    } finally {
      if (this.#underWay.get(page) === control) this.#underWay.delete(page);
    }
  }

  #showPart(part: SourcePart<Row>): void {
    if (this.#total !== null) return;
    this.#part = part;
    this.#changed();
  }

  #endPart(): void {
    this.#unfollow?.();
    this.#unfollow = null;
    this.#part = null;
  }

  #keep(page: number, answer: SourcePage<Row>): void {
    this.#endPart();
    this.#total = answer.total;
    this.#before = null;
    this.problems = answer.problems ?? [];
    this.#pages.set(page, answer.rows);
    const [oldest] = this.#pages.keys();
    if (this.#pages.size > MOST_PAGES && oldest !== undefined) this.#pages.delete(oldest);
    this.#changed();
  }

  #changed(): void {
    this.version++;
    for (const listener of this.#listeners) listener();
  }
}
