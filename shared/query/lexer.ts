/** Cuts query text into tokens; every text has tokens, faults come later with their place. */
import { COMPARISONS, type Comparison } from './ast';

interface Place {
  readonly start: number;
  readonly end: number;
}

export type Token = Place &
  (
    | { readonly kind: 'open' | 'close' | 'and' | 'or' | 'not' }
    | { readonly kind: 'word'; readonly text: string }
    | { readonly kind: 'quoted'; readonly text: string; readonly closed: boolean }
    /** A field's name with its colon; its value follows. */
    | { readonly kind: 'field'; readonly name: string }
    | { readonly kind: 'compare'; readonly comparison: Comparison; readonly value: string }
    /** Its ends; null where it is open. */
    | { readonly kind: 'range'; readonly ends: readonly (RangeEnd | null)[] }
    | { readonly kind: 'regex'; readonly source: string }
  );

export interface RangeEnd {
  readonly comparison: Comparison;
  readonly value: string;
}

const BLANK = /\s/;
const DELIMITER = /[\s()"]/;
/** A comma between the values of a field stands for OR. */
const VALUE_DELIMITER = /[\s()",]/;
/** A single letter before a slash is a drive, two slashes are a URL, two colons no field. */
const FIELD = /([A-Za-z_@][\w.@#-]+(?=:(?!:|\/\/))|[A-Za-z_](?=:(?![:\\/]))):/y;
const RANGE_END = String.raw`("[^"]*"|[^\s"\]}]+)`;
const RANGE = new RegExp(String.raw`([[{])\s*${RANGE_END}\s+TO\s+${RANGE_END}\s*([\]}])`, 'y');
const OPERATORS: ReadonlyMap<string, 'and' | 'or' | 'not'> = new Map([
  ['AND', 'and'],
  ['OR', 'or'],
  ['NOT', 'not'],
]);

export function tokensOf(text: string): Token[] {
  return new Lexer(text).tokens();
}

class Lexer {
  readonly #text: string;
  readonly #tokens: Token[] = [];
  /** For each open parenthesis, whether values of a field stand in it. */
  readonly #groups: boolean[] = [];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  tokens(): Token[] {
    while (this.#at < this.#text.length) this.#next();
    return this.#tokens;
  }

  #next(): void {
    const start = this.#at;
    const character = this.#text[start] ?? '';
    if (BLANK.test(character)) this.#at++;
    else if (character === '(' || character === ')') this.#parenthesis(character === '(');
    else if (character === '"') this.#quoted();
    else if (character === ',' && this.#isAmongValues) this.#mark('or');
    else if (character === '-' && this.#isDashOfNot()) this.#mark('not');
    else if (!this.#specialValue() && !this.#field()) this.#wordOrOperator();
  }

  #parenthesis(opens: boolean): void {
    const start = this.#at++;
    const before = this.#tokens.at(-1);
    const holdsValues = before?.kind === 'field' && before.end === start;
    if (opens) this.#groups.push(holdsValues || this.#groups.at(-1) === true);
    else this.#groups.pop();
    this.#tokens.push({ kind: opens ? 'open' : 'close', start, end: this.#at });
  }

  /** One character that is a token. */
  #mark(kind: 'or' | 'not'): void {
    const start = this.#at++;
    this.#tokens.push({ kind, start, end: this.#at });
  }

  get #isAmongValues(): boolean {
    return this.#groups.at(-1) === true;
  }

  /** Before a field, a quotation or a parenthesis; directly behind a colon it is part of the value. */
  #isDashOfNot(): boolean {
    const before = this.#tokens.at(-1);
    if (before?.kind === 'field' && before.end === this.#at) return false;
    FIELD.lastIndex = this.#at + 1;
    return '("'.includes(this.#text[this.#at + 1] ?? ' ') || FIELD.test(this.#text);
  }

  /** Among the values of a field, comparisons and expressions read as they do behind its colon. */
  #specialValue(): boolean {
    return this.#isAmongValues && this.#special();
  }

  #quoted(): void {
    const start = this.#at++;
    let text = '';
    for (;;) {
      const quote = this.#text.indexOf('"', this.#at);
      const closed = quote >= 0;
      text += this.#text.slice(this.#at, closed ? quote : undefined);
      this.#at = closed ? quote + 1 : this.#text.length;
      if (!closed || this.#text[this.#at] !== '"') {
        this.#endQuoted(text, closed, start);
        return;
      }
      text += '"';
      this.#at++;
    }
  }

  /** A quotation with a colon behind it names a field that has blanks in its name. */
  #endQuoted(text: string, closed: boolean, start: number): void {
    if (closed && text !== '' && this.#text[this.#at] === ':') {
      this.#at++;
      this.#tokens.push({ kind: 'field', name: text, start, end: this.#at });
      this.#special();
    } else this.#tokens.push({ kind: 'quoted', text, closed, start, end: this.#at });
  }

  #field(): boolean {
    FIELD.lastIndex = this.#at;
    const name = FIELD.exec(this.#text)?.[1];
    if (name === undefined) return false;
    const start = this.#at;
    this.#at += name.length + 1;
    this.#tokens.push({ kind: 'field', name, start, end: this.#at });
    this.#special();
    return true;
  }

  #special(): boolean {
    return this.#comparison() || this.#range() || this.#regex();
  }

  #range(): boolean {
    RANGE.lastIndex = this.#at;
    const [whole, opens, from = '', to = '', closes] = RANGE.exec(this.#text) ?? [];
    if (whole === undefined) return false;
    const start = this.#at;
    this.#at += whole.length;
    const ends = [endOf(opens === '[' ? '>=' : '>', from), endOf(closes === ']' ? '<=' : '<', to)];
    this.#tokens.push({ kind: 'range', ends, start, end: this.#at });
    return true;
  }

  #comparison(): boolean {
    const comparison = COMPARISONS.find((one) => this.#text.startsWith(one, this.#at));
    if (comparison === undefined) return false;
    const start = this.#at;
    this.#at += comparison.length;
    const value = this.#takeWord();
    this.#tokens.push({ kind: 'compare', comparison, value, start, end: this.#at });
    return true;
  }

  /** `/…/` up to the first slash that ends a word; anything else behind the colon is a plain value. */
  #regex(): boolean {
    if (this.#text[this.#at] !== '/') return false;
    const start = this.#at;
    for (
      let end = this.#text.indexOf('/', start + 1);
      end >= 0;
      end = this.#text.indexOf('/', end + 1)
    ) {
      const follows = this.#text[end + 1];
      if (follows !== undefined && !/[\s)]/.test(follows)) continue;
      this.#at = end + 1;
      this.#tokens.push({
        kind: 'regex',
        source: this.#text.slice(start + 1, end),
        start,
        end: this.#at,
      });
      return true;
    }
    return false;
  }

  #takeWord(): string {
    const start = this.#at;
    const delimiter = this.#isAmongValues ? VALUE_DELIMITER : DELIMITER;
    while (this.#at < this.#text.length && !delimiter.test(this.#text[this.#at] ?? '')) this.#at++;
    return this.#text.slice(start, this.#at);
  }

  #wordOrOperator(): void {
    const start = this.#at;
    const text = this.#takeWord();
    const operator = OPERATORS.get(text);
    // Directly behind a colon even AND is a value.
    const isValue = this.#tokens.at(-1)?.kind === 'field' && this.#tokens.at(-1)?.end === start;
    if (operator !== undefined && !isValue)
      this.#tokens.push({ kind: operator, start, end: this.#at });
    else this.#tokens.push({ kind: 'word', text, start, end: this.#at });
  }
}

const endOf = (comparison: Comparison, written: string): RangeEnd | null =>
  written === '*' ? null : { comparison, value: written.replace(/^"(.*)"$/s, '$1') };
