/** A tree as query text that parses to the same tree. */
import type { FieldTest, Pattern, Query, RangeEnd } from './ast';
import { bareFault, bareMeaning } from './bare-value';
import { LONG_NAME, NAME } from './field-name';
import { mayBePasted } from './pasted';
import { wordOf } from './pattern';

const NEEDS_QUOTES = /[\s()"*?]|^(AND|OR|NOT)$|^$/;
/** A word that would be read as a field, a comparison, a range, a regular expression or, behind a name, a number. */
const LOOKS_SPECIAL = new RegExp(String.raw`^(-?${NAME}:|[<>/[{:]|!=|0x[\da-f]+$)`, 'iu');
const BARE_NAME = new RegExp(`^${LONG_NAME}$`, 'u');
/** Behind a bare name and its colon, this would be a part of a word. */
const JOINS_NAME = /^(:|\/\/)/;

export function printQuery(query: Query): string {
  switch (query.kind) {
    case 'all':
      return '';
    case 'and':
      return query.parts
        .map((part) => inner(part, part.kind === 'or' || part.kind === 'and'))
        .join(' AND ');
    case 'or':
      return query.parts.map((part) => inner(part, part.kind === 'or')).join(' OR ');
    case 'not':
      return `NOT ${inner(query.part, query.part.kind === 'and' || query.part.kind === 'or')}`;
    case 'text':
      return printPattern(query.pattern, printLiteral);
    case 'field':
      return printTested(query.field, query.test);
  }
}

function printTested(field: string, test: FieldTest): string {
  const tested = printTest(field, test);
  return `${JOINS_NAME.test(tested) ? quoted(field) : printField(field)}:${tested}`;
}

/** Names with blanks or other marks, and those that a pasted value may begin with, stand in quotation marks. */
export const printField = (name: string): string =>
  BARE_NAME.test(name) && !mayBePasted(name) ? name : quoted(name);

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

const inner = (query: Query, grouped: boolean): string =>
  grouped ? `(${printQuery(query)})` : printQuery(query);

function printTest(field: string, test: FieldTest): string {
  switch (test.kind) {
    case 'exists':
      return '*';
    case 'compare':
      return test.comparison + printEnd(test);
    case 'range':
      return printRange(test.ends);
    case 'regex':
      return `/${test.source}/`;
    case 'number':
      return test.text;
    case 'last':
      return `last ${test.amount}${test.unit}`;
    case 'pattern':
      return printPattern(test.pattern, (text) => printValue(field, text));
  }
}

const printEnd = ({ value }: RangeEnd): string => (NEEDS_QUOTES.test(value) ? `"${value}"` : value);

function printRange([from, to]: readonly [RangeEnd, RangeEnd]): string {
  const [opens, closes] = [from.comparison === '>' ? '{' : '[', to.comparison === '<' ? '}' : ']'];
  return `${opens}${printEnd(from)} TO ${printEnd(to)}${closes}`;
}

/** A pattern with wildcards is a bare word; without, it is quoted where the bare word would mean more. */
function printPattern(pattern: Pattern, printText: (text: string) => string): string {
  const text = wordOf(pattern);
  const isLiteral = pattern.every((part) => part.kind === 'text');
  return isLiteral ? printText(text) : text;
}

/** A literal text as a query takes it: bare where that is safe, quoted elsewhere. */
export function printLiteral(text: string): string {
  return NEEDS_QUOTES.test(text) || LOOKS_SPECIAL.test(text) ? quoted(text) : text;
}

/** A literal text behind the colon of a field. */
export const printValue = (field: string, text: string): string =>
  bareFault(field, text) === null && bareMeaning(field, text) === 'text'
    ? printLiteral(text)
    : quoted(text);
