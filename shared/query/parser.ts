/** Query text to a tree, or what is wrong with it and where. Never throws on what was typed. */
import type { FileTime } from '@shared/model/file-time';
import { parseIsoTime } from '@shared/model/time-text';
import { isLevel, LEVELS } from '@shared/model/level';
import {
  type FieldTest,
  type Pattern,
  type Query,
  type QueryFault,
  SPAN_UNITS,
  type SpanUnit,
} from './ast';
import { bareFault, bareMeaning } from './bare-value';
import { type Token, tokensOf } from './lexer';
import { isAnything, literalPattern, wildPattern } from './pattern';
import { compileLinearRegex } from '@shared/model/linear-regex';

export type ParsedQuery =
  { readonly ok: true; readonly query: Query } | { readonly ok: false; readonly fault: QueryFault };

const DEEPEST = 100;
/** In UTF-16 units. Read at once; a longer one is a list, and lists are sought as indicators. */
export const MOST_QUERY = 1 << 20;

const TOO_LONG = `A query has ${MOST_QUERY.toLocaleString('en')} characters at most. Add a longer list as indicators: indicator:* finds its events.`;

class Fault extends Error {
  readonly fault: QueryFault;

  constructor(fault: QueryFault) {
    super(fault.message);
    this.fault = fault;
  }
}

type Special = Extract<Token, { kind: 'compare' | 'range' | 'regex' }>;

const SPAN = new RegExp(`^(\\d{1,6})([${SPAN_UNITS.join('')}])$`, 'i');

/** One of those `SPAN` lets through. */
const spanUnit = (text: string | undefined): SpanUnit =>
  SPAN_UNITS.find((unit) => unit === text?.toLowerCase()) ?? 's';

export function parseQuery(text: string): ParsedQuery {
  try {
    return { ok: true, query: new Parser(text).parse() };
  } catch (error) {
    if (error instanceof Fault) return { ok: false, fault: error.fault };
    throw error;
  }
}

class Parser {
  readonly #tokens: readonly Token[];
  readonly #end: number;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    if (text.length > MOST_QUERY) this.#fail(TOO_LONG, { start: MOST_QUERY, end: text.length });
    this.#tokens = tokensOf(text);
    this.#end = text.length;
  }

  parse(): Query {
    if (this.#tokens.length === 0) return { kind: 'all' };
    const query = this.#or(null);
    const rest = this.#peek();
    if (rest !== undefined) this.#fail('This parenthesis closes nothing.', rest);
    return query;
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#at];
  }

  #take(kind: Token['kind']): boolean {
    if (this.#peek()?.kind !== kind) return false;
    this.#at++;
    return true;
  }

  #fail(message: string, place: { start: number; end: number } | undefined): never {
    const { start, end } = place ?? { start: this.#end, end: this.#end };
    throw new Fault({ message, start, end });
  }

  /** `field`: inside `name:( … )` every word is a value of that field. */
  #or(field: string | null): Query {
    const parts = [this.#and(field)];
    while (this.#take('or')) parts.push(this.#and(field));
    return joined('or', parts);
  }

  #and(field: string | null): Query {
    const parts = [this.#not(field)];
    for (;;) {
      const next = this.#peek()?.kind;
      if (next === undefined || next === 'or' || next === 'close') return joined('and', parts);
      this.#take('and');
      parts.push(this.#not(field));
    }
  }

  #not(field: string | null): Query {
    if (++this.#depth > DEEPEST) this.#fail('The query nests too deep.', this.#peek());
    const query: Query = this.#take('not')
      ? { kind: 'not', part: this.#not(field) }
      : this.#atom(field);
    this.#depth--;
    return query;
  }

  #atom(field: string | null): Query {
    const token = this.#peek();
    if (token === undefined) return this.#fail('Something to search for is missing here.', token);
    this.#at++;
    switch (token.kind) {
      case 'open':
        return this.#parenthesis(token, field);
      case 'field':
        if (field !== null)
          this.#fail(`A field cannot stand inside the values of ${field}.`, token);
        return this.#value(token);
      case 'word':
      case 'quoted':
        return this.#last(token, field) ?? this.#term(token, field);
      case 'compare':
      case 'range':
      case 'regex':
        if (field === null) return this.#fail('This needs a field before it.', token);
        return this.#special(token, field);
      case 'close':
      case 'and':
      case 'or':
      case 'not':
        return this.#fail('Something to search for is missing before this.', token);
    }
  }

  #parenthesis(open: Token, field: string | null): Query {
    const query = this.#or(field);
    if (!this.#take('close')) this.#fail('This parenthesis is not closed.', open);
    return query;
  }

  #term(token: Extract<Token, { kind: 'word' | 'quoted' }>, field: string | null): Query {
    if (token.kind === 'quoted' && !token.closed)
      this.#fail('This quotation is not closed.', token);
    const pattern = token.kind === 'quoted' ? literalPattern(token.text) : wildPattern(token.text);
    if (field === null) return { kind: 'text', pattern };
    if (token.kind === 'word') {
      this.#bare(token, field, pattern);
      const meaning = bareMeaning(field, token.text);
      if (meaning === 'notHidden') return { kind: 'not', part: hiddenEvents(field) };
      if (meaning === 'number')
        return { kind: 'field', field, test: { kind: 'number', text: token.text } };
    }
    const test: FieldTest = isAnything(pattern) ? { kind: 'exists' } : { kind: 'pattern', pattern };
    return { kind: 'field', field, test };
  }

  /** What is meant as a comparison, a range, an expression, a time or a level is no text. */
  #bare(token: Extract<Token, { kind: 'word' }>, field: string, pattern: Pattern): void {
    if (this.#beginsRange(token))
      this.#fail(`This range is not closed: ${field}:[1 TO 2], ${field}:{1 TO *}`, token);
    const isOpen = pattern.some(({ kind }) => kind !== 'text') && !/^(!=|\/)/.test(token.text);
    const fault = isOpen ? null : bareFault(field, token.text);
    if (fault !== null) this.#fail(fault, token);
  }

  /** `[1 TO` or `[ 1 TO`, the bracket being read. */
  #beginsRange({ text }: Extract<Token, { kind: 'word' }>): boolean {
    if (!/^[[{][^\]}]*$/.test(text)) return false;
    const to = this.#tokens[this.#at + (text.length === 1 ? 1 : 0)];
    return to?.kind === 'word' && to.text.toLowerCase() === 'to';
  }

  /** What follows `name:` without a blank between. */
  #value(name: Extract<Token, { kind: 'field' }>): Query {
    const token = this.#peek();
    if (token === undefined || token.start !== name.end) {
      return this.#fail(`A value for ${name.name} is missing here.`, name);
    }
    this.#at++;
    switch (token.kind) {
      case 'open':
        return this.#parenthesis(token, name.name);
      case 'word':
      case 'quoted':
        return this.#last(token, name.name) ?? this.#term(token, name.name);
      case 'compare':
      case 'range':
      case 'regex':
        return this.#special(token, name.name);
      case 'field':
      case 'close':
      case 'and':
      case 'or':
      case 'not':
        return this.#fail(`A value for ${name.name} is missing here.`, name);
    }
  }

  /** `time:last 7d`. */
  #last(token: Token, field: string | null): Query | null {
    const isLast = token.kind === 'word' && token.text.toLowerCase() === 'last';
    if (!isLast || field?.toLowerCase() !== 'time') return null;
    const span = this.#peek();
    const [, amount, unit] = (span?.kind === 'word' && SPAN.exec(span.text)) || [];
    if (amount === undefined)
      return this.#fail('Say how long, in s, m, h, d or w: time:last 7d', span ?? token);
    this.#at++;
    const test = { kind: 'last', amount: Number(amount), unit: spanUnit(unit) } as const;
    return { kind: 'field', field, test };
  }

  #special(token: Special, field: string): Query {
    switch (token.kind) {
      case 'compare':
        return { kind: 'field', field, test: this.#compare(token, field) };
      case 'range':
        return { kind: 'field', field, test: this.#range(token, field) };
      case 'regex':
        return { kind: 'field', field, test: this.#regex(token) };
    }
  }

  /** Open on one side it is a comparison; on both, the field is there. */
  #range(token: Extract<Token, { kind: 'range' }>, field: string): FieldTest {
    const { from, to } = token;
    for (const end of [from, to]) if (end !== null) this.#comparable(end.value, field, token);
    if (from !== null && to !== null) return { kind: 'range', ends: [from, to] };
    const end = from ?? to;
    return end === null ? { kind: 'exists' } : { kind: 'compare', ...end };
  }

  /** The compared value may stand in quotation marks: times have blanks in them. */
  #compare(token: Extract<Token, { kind: 'compare' }>, field: string): FieldTest {
    const { comparison } = token;
    const quoted = token.value === '' ? this.#peek() : undefined;
    const isQuoted = quoted?.kind === 'quoted' && quoted.closed && quoted.start === token.end;
    if (isQuoted) this.#at++;
    const value = isQuoted ? quoted.text : token.value;
    this.#comparable(value, field, token);
    return { kind: 'compare', comparison, value };
  }

  #comparable(value: string, field: string, token: Token): void {
    if (numberOf(value) !== null || parseIsoTime(value) !== null) return;
    if (field.toLowerCase() !== 'level')
      this.#fail('Only numbers and times can be compared: 1024, 0x400, 2026-03-09T08:51.', token);
    if (!isLevel(value.toLowerCase())) this.#fail(`Levels are ${LEVELS.join(', ')}.`, token);
  }

  #regex(token: Extract<Token, { kind: 'regex' }>): FieldTest {
    const compiled = compileLinearRegex(token.source);
    if (!compiled.ok)
      this.#fail(`This regular expression cannot be used: ${compiled.reason}.`, token);
    return { kind: 'regex', source: token.source };
  }
}

const hiddenEvents = (field: string): Query => ({
  ...{ kind: 'field', field },
  test: { kind: 'pattern', pattern: literalPattern('true') },
});

function joined(kind: 'and' | 'or', parts: readonly Query[]): Query {
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { kind, parts };
}

/** A time to compare with; a year alone is its beginning. Null for what is no time. */
export const timeOf = (text: string): FileTime | null =>
  parseIsoTime(/^\d{4}$/.test(text) ? `${text}-01-01` : text);

/** Decimal or `0x` hexadecimal; null for anything else. Whole numbers are exact: ids and handles have 64 bits. */
export function numberOf(text: string): number | bigint | null {
  if (/^-?\d+\.\d+$/.test(text)) return Number(text);
  return /^(-?\d+|0x[\da-f]+)$/i.test(text) ? BigInt(text) : null;
}
