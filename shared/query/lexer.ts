/** Cuts query text into tokens; every text has tokens, faults come later with their place. */
import { COMPARISONS, type Comparison, type RangeEnd } from './ast';
import { LETTER, LONG_NAME } from './field-name';
import { isPasted } from './pasted';

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
    | ({ readonly kind: 'compare' } & RangeEnd)
    /** Null where it is open. */
    | { readonly kind: 'range'; readonly from: RangeEnd | null; readonly to: RangeEnd | null }
    | { readonly kind: 'regex'; readonly source: string }
  );

const BLANK = /\s/;
const DELIMITER = /[\s()"]/;
/** A comma between the values of a field stands for OR. */
const VALUE_DELIMITER = /[\s()",]/;
/** A single letter before a slash is a drive, two slashes are a URL, two colons no field; three begin `::1`. */
const FIELD = new RegExp(
  String.raw`(${LONG_NAME}(?=:(?!:(?!:)|\/\/))|${LETTER}(?=:(?![\\/]|:(?!:)))):([^\s()",]*)`,
  'yu',
);
/** Grids and reports part a day from its time of day by a blank: what stands behind a day is part of the value. */
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const CLOCK = String.raw`\s+\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,12})?)?(?:\s*(?:Z|UTC|[+-]\d{2}:?\d{2}))?`;
const CLOCK_BEHIND = new RegExp(String.raw`${CLOCK}(?=[\s()",]|$)`, 'iy');
const RANGE_END = String.raw`("[^"]*"|\d{4}-\d{2}-\d{2}${CLOCK}(?=[\s\]}])|[^\s"\]}]+)`;
const RANGE = new RegExp(String.raw`([[{])\s*${RANGE_END}\s+TO\s+${RANGE_END}\s*([\]}])`, 'iy');
const REGEX_END = /\/(?=[\s)]|$)/g;
const VALUE_REGEX_END = /\/(?=[\s),\]]|$)/g;
const OPERATOR = /\s(AND|OR|NOT)(?=[\s("]|$)/g;
const OPERATORS: ReadonlyMap<string, 'and' | 'or' | 'not'> = new Map([
  ['AND', 'and'],
  ['OR', 'or'],
  ['NOT', 'not'],
]);

export function tokensOf(text: string): Token[] {
  return new Lexer(text).tokens();
}

/** Where a pattern stands in a text, asked from left to right: the text is gone through once, however often. */
class Occurrences {
  readonly #text: string;
  readonly #pattern: RegExp;
  #next = -1;

  constructor(text: string, pattern: RegExp) {
    this.#text = text;
    this.#pattern = pattern;
  }

  /** Infinity behind the last. @param from not before the one of the last question */
  next(from: number): number {
    if (this.#next >= from) return this.#next;
    this.#pattern.lastIndex = from;
    this.#next = this.#pattern.exec(this.#text)?.index ?? Number.POSITIVE_INFINITY;
    return this.#next;
  }
}

class Lexer {
  readonly #text: string;
  readonly #tokens: Token[] = [];
  /** For each open parenthesis, whether values of a field stand in it. */
  readonly #groups: boolean[] = [];
  readonly #operators: Occurrences;
  readonly #regexEnds: Occurrences;
  readonly #valueRegexEnds: Occurrences;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#operators = new Occurrences(text, OPERATOR);
    this.#regexEnds = new Occurrences(text, REGEX_END);
    this.#valueRegexEnds = new Occurrences(text, VALUE_REGEX_END);
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
    const holdsValues = this.#isBehindName;
    const start = this.#at++;
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
    if (this.#isBehindName) return false;
    const next = this.#at + 1;
    return '("'.includes(this.#text[next] ?? ' ') || this.#nameAt(next) !== null;
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

  /** A quotation with a colon behind it names a field: one with blanks in its name, or with none. */
  #endQuoted(text: string, closed: boolean, start: number): void {
    if (closed && this.#text[this.#at] === ':') {
      this.#at++;
      this.#tokens.push({ kind: 'field', name: text, start, end: this.#at });
      this.#special();
    } else this.#tokens.push({ kind: 'quoted', text, closed, start, end: this.#at });
  }

  #field(): boolean {
    const name = this.#isBehindName ? null : this.#nameAt(this.#at);
    if (name === null) return false;
    const start = this.#at;
    this.#at += name.length + 1;
    this.#tokens.push({ kind: 'field', name, start, end: this.#at });
    this.#special();
    return true;
  }

  /** Of the field that begins there; null where none does. */
  #nameAt(at: number): string | null {
    FIELD.lastIndex = at;
    const [, name, value = ''] = FIELD.exec(this.#text) ?? [];
    return name === undefined || isPasted(name, value) ? null : name;
  }

  /** Directly behind the colon of a field everything is its value. */
  get #isBehindName(): boolean {
    const before = this.#tokens.at(-1);
    return before?.kind === 'field' && before.end === this.#at;
  }

  #special(): boolean {
    return this.#comparison() || this.#range() || this.#regex();
  }

  #range(): boolean {
    RANGE.lastIndex = this.#at;
    const [whole, opens, first = '', last = '', closes] = RANGE.exec(this.#text) ?? [];
    if (whole === undefined) return false;
    const start = this.#at;
    this.#at += whole.length;
    const from = endOf(opens === '[' ? '>=' : '>', first);
    const to = endOf(closes === ']' ? '<=' : '<', last);
    this.#tokens.push({ kind: 'range', from, to, start, end: this.#at });
    return true;
  }

  #comparison(): boolean {
    const comparison = COMPARISONS.find((one) => this.#text.startsWith(one, this.#at));
    if (comparison === undefined) return false;
    const start = this.#at;
    this.#at += comparison.length;
    const value = this.#takeTime();
    this.#tokens.push({ kind: 'compare', comparison, value, start, end: this.#at });
    return true;
  }

  /**
   * `/…/` up to the first slash that ends a word, or before a comma among values; anything else behind the colon
   * is a plain value. It ends before an operator: a slash in what is asked beside it closes nothing.
   */
  #regex(): boolean {
    if (this.#text[this.#at] !== '/') return false;
    const start = this.#at;
    const end = this.#regexEnd(start + 1);
    if (end < 0) return false;
    this.#at = end + 1;
    const source = this.#text.slice(start + 1, end);
    this.#tokens.push({ kind: 'regex', source, start, end: this.#at });
    return true;
  }

  /** Place of the closing slash; below zero where there is none. */
  #regexEnd(from: number): number {
    const ends = this.#isAmongValues ? this.#valueRegexEnds : this.#regexEnds;
    const end = ends.next(from);
    return end < this.#operators.next(from) ? end : -1;
  }

  #takeWord(): string {
    const start = this.#at;
    const delimiter = this.#isAmongValues ? VALUE_DELIMITER : DELIMITER;
    while (this.#at < this.#text.length && !delimiter.test(this.#text[this.#at] ?? '')) this.#at++;
    return this.#text.slice(start, this.#at);
  }

  /** A word, and the time of day behind it where it is a day. */
  #takeTime(): string {
    const start = this.#at;
    if (DAY.test(this.#takeWord())) {
      CLOCK_BEHIND.lastIndex = this.#at;
      if (CLOCK_BEHIND.test(this.#text)) this.#at = CLOCK_BEHIND.lastIndex;
    }
    return this.#text.slice(start, this.#at);
  }

  get #isTimeAsked(): boolean {
    const before = this.#tokens.at(-1);
    return before?.kind === 'field' && before.name.toLowerCase() === 'time';
  }

  #wordOrOperator(): void {
    const start = this.#at;
    // Even AND.
    const isValue = this.#isBehindName;
    const text = isValue && this.#isTimeAsked ? this.#takeTime() : this.#takeWord();
    const operator = OPERATORS.get(text);
    if (operator !== undefined && !isValue)
      this.#tokens.push({ kind: operator, start, end: this.#at });
    else this.#tokens.push({ kind: 'word', text, start, end: this.#at });
  }
}

const endOf = (comparison: Comparison, written: string): RangeEnd | null =>
  written === '*' ? null : { comparison, value: written.replace(/^"(.*)"$/s, '$1') };
