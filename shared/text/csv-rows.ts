/** Rows of a CSV text (RFC 4180): quoted cells may hold separators, doubled quotation marks and line ends. */

export interface CsvRow {
  /** 1-based line the row begins on. */
  readonly line: number;
  readonly cells: readonly string[];
  /** False where a quotation mark is never closed; the cells are then of the line alone. */
  readonly isClosed: boolean;
}

const SEPARATORS = [',', ';', '\t', '|'];

/** The separator a text declares for spreadsheets (`sep=;`), or uses most outside quotation marks on its first line. */
export function separatorOf(text: string): string {
  const declared = /^"?sep=([,;\t|])"?[\r\n]/i.exec(text)?.[1];
  if (declared !== undefined) return declared;
  const end = text.search(/[\r\n]/);
  const first = (end < 0 ? text : text.slice(0, end)).slice(0, 10_000).replaceAll(/"[^"]*"/g, '');
  const counted = SEPARATORS.map((separator) => first.split(separator).length);
  return SEPARATORS[counted.indexOf(Math.max(...counted))] ?? ',';
}

export function* csvRows(text: string, separator: string): Generator<CsvRow, void, undefined> {
  const reader = new RowReader(text, separator);
  for (let row = reader.next(); row !== null; row = reader.next()) yield row;
}

class RowReader {
  readonly #text: string;
  readonly #separator: string;
  #at = 0;
  #line = 1;
  /** After one mark that is never closed none spans lines any more, or each would be sought to the end. */
  #spansLines = true;

  constructor(text: string, separator: string) {
    this.#text = text;
    this.#separator = separator;
  }

  next(): CsvRow | null {
    if (this.#at >= this.#text.length) return null;
    const start = this.#at;
    const line = this.#line;
    const row = this.#read(this.#spansLines);
    if (row !== null) return { line, cells: row, isClosed: true };
    this.#spansLines = false;
    this.#at = start;
    this.#line = line;
    const end = this.#lineEnd(start);
    const alone = this.#text.slice(start, end).split(this.#separator);
    this.#at = end;
    this.#takeLineEnd();
    return { line, cells: alone, isClosed: false };
  }

  /** Null where a quotation mark is not closed. */
  #read(spansLines: boolean): string[] | null {
    const cells: string[] = [];
    const end = spansLines ? this.#text.length : this.#lineEnd(this.#at);
    for (;;) {
      this.#skipBlanksBeforeQuote();
      const cell = this.#text[this.#at] === '"' ? this.#quoted(end) : this.#bare();
      if (cell === null) return null;
      cells.push(cell);
      if (this.#text[this.#at] !== this.#separator) break;
      this.#at++;
    }
    this.#takeLineEnd();
    return cells;
  }

  /** `"a", "b"`, as some write it. */
  #skipBlanksBeforeQuote(): void {
    let at = this.#at;
    while (this.#text[at] === ' ') at++;
    if (this.#text[at] === '"') this.#at = at;
  }

  #bare(): string {
    const start = this.#at;
    while (this.#at < this.#text.length && !this.#endsCell(this.#text[this.#at] ?? '')) this.#at++;
    return this.#text.slice(start, this.#at);
  }

  #endsCell(character: string): boolean {
    return character === this.#separator || character === '\n' || character === '\r';
  }

  #quoted(end: number): string | null {
    let cell = '';
    for (let from = this.#at + 1; ;) {
      const close = this.#text.indexOf('"', from);
      if (close < 0 || close >= end) return null;
      cell += this.#text.slice(from, close);
      this.#at = close + 1;
      if (this.#text[this.#at] !== '"') break;
      cell += '"';
      from = this.#at + 1;
    }
    this.#line += cell.split('\n').length - 1;
    return cell + this.#bare();
  }

  #lineEnd(from: number): number {
    const rest = /[\r\n]/g;
    rest.lastIndex = from;
    return rest.exec(this.#text)?.index ?? this.#text.length;
  }

  #takeLineEnd(): void {
    if (this.#text[this.#at] === '\r') this.#at++;
    if (this.#text[this.#at] === '\n') this.#at++;
    this.#line++;
  }
}
