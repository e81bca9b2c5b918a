/** What a query seeks, as an indicator: one text, or one value of a field. */
import type { FieldTest, Pattern, Query } from '@shared/query/ast';
import { parseQuery } from '@shared/query/parser';
import { type EditedIndicator, NEW_INDICATOR } from '../../app/view-store';
import { indicatorTypeOf } from './guess-type';

/** Null where it seeks nothing, several things, or what must not be there. */
export function indicatorOfQuery(text: string): EditedIndicator | null {
  const parsed = parseQuery(text);
  return parsed.ok ? indicatorOf(parsed.query) : null;
}

function indicatorOf(query: Query): EditedIndicator | null {
  if (query.kind === 'text') return ofText(query.pattern);
  return query.kind === 'field' ? ofField(query.field, query.test) : null;
}

/** A word stands anywhere in a value; what looks like an address or a name stands on its own. */
function ofText(pattern: Pattern): EditedIndicator | null {
  const value = written(pattern);
  if (value === '') return null;
  if (!isPlain(pattern)) return { ...NEW_INDICATOR, value: `*${value}*`, mode: 'wildcard' };
  const type = indicatorTypeOf('', value);
  return { ...NEW_INDICATOR, type, value, mode: type === 'text' ? 'substring' : 'literal' };
}

function ofField(field: string, test: FieldTest): EditedIndicator | null {
  if (test.kind === 'regex')
    return { ...NEW_INDICATOR, type: 'regex', value: test.source, mode: 'regex' };
  if (test.kind !== 'pattern') return null;
  const value = written(test.pattern);
  if (value === '' || value === '*') return null;
  const type = indicatorTypeOf(field, value.replaceAll(/^[*?\\/]+|[*?]+$/g, ''));
  return { ...NEW_INDICATOR, type, value, mode: isPlain(test.pattern) ? 'literal' : 'wildcard' };
}

const isPlain = (pattern: Pattern): boolean => pattern.every(({ kind }) => kind === 'text');

const written = (pattern: Pattern): string =>
  pattern
    .map((part) => (part.kind === 'text' ? part.text : part.kind === 'star' ? '*' : '?'))
    .join('');
