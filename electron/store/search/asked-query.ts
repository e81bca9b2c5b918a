/** The query of a search. */
import type { Query } from '@shared/query/ast';
import { parseQuery } from '@shared/query/parser';
import { QueryError } from './query-error';

/** @throws QueryError with the place of the fault */
export function parsed(text: string): Query {
  const answer = parseQuery(text);
  if (!answer.ok) throw new QueryError(answer.fault);
  return answer.query;
}

/** Whether the answer changes with what the examiner marks. */
export function asksMarks(query: Query): boolean {
  switch (query.kind) {
    case 'and':
    case 'or':
      return query.parts.some(asksMarks);
    case 'not':
      return asksMarks(query.part);
    case 'field':
      return ['tag', 'note', 'hidden'].includes(query.field.toLowerCase());
    default:
      return false;
  }
}
