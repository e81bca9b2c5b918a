/** A tree as query text that parses to the same tree. */
import type { FieldTest, Pattern, Query } from './ast';

const NEEDS_QUOTES = /[\s()"*?]|^(AND|OR|NOT)$|^$/;
/** A word that would be read as a field, a comparison, a range or a regular expression. */
const LOOKS_SPECIAL = /^(-?[A-Za-z_@][\w.@#-]*:|[<>/[{])/;

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
      return printPattern(query.pattern);
    case 'field':
      return `${printField(query.field)}:${printTest(query.test)}`;
  }
}

/** Names with blanks or other marks stand in quotation marks. */
export const printField = (name: string): string =>
  /^[A-Za-z_@][\w.@#-]+$|^[A-Za-z_]$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;

const inner = (query: Query, grouped: boolean): string =>
  grouped ? `(${printQuery(query)})` : printQuery(query);

function printTest(test: FieldTest): string {
  switch (test.kind) {
    case 'exists':
      return '*';
    case 'compare':
      return test.comparison + (NEEDS_QUOTES.test(test.value) ? `"${test.value}"` : test.value);
    case 'regex':
      return `/${test.source}/`;
    case 'last':
      return `last ${test.amount}${test.unit}`;
    case 'pattern':
      return printPattern(test.pattern);
  }
}

/** A pattern with wildcards is a bare word; without, it is quoted where the bare word would mean more. */
function printPattern(pattern: Pattern): string {
  const text = pattern
    .map((part) => (part.kind === 'text' ? part.text : part.kind === 'star' ? '*' : '?'))
    .join('');
  const isLiteral = pattern.every((part) => part.kind === 'text');
  return isLiteral ? printLiteral(text) : text;
}

/** A literal text as a query takes it: bare where that is safe, quoted elsewhere. */
export function printLiteral(text: string): string {
  return NEEDS_QUOTES.test(text) || LOOKS_SPECIAL.test(text)
    ? `"${text.replaceAll('"', '""')}"`
    : text;
}
