/** The names of fields a query asks, as they were typed; each once, in whatever letter case. */
import type { Query } from './ast';

export const fieldsAsked = (query: Query): readonly string[] => [
  ...new Map(namesIn(query).map((name) => [name.toLowerCase(), name])).values(),
];

function namesIn(query: Query): readonly string[] {
  switch (query.kind) {
    case 'and':
    case 'or':
      return query.parts.flatMap(namesIn);
    case 'not':
      return namesIn(query.part);
    case 'field':
      return [query.field];
    case 'all':
    case 'text':
      return [];
  }
}
