/** The tests of a query, in its order, whatever joins them. */
import type { Query } from './ast';

export type Leaf = Extract<Query, { kind: 'field' | 'text' }>;

export function leavesOf(query: Query): readonly Leaf[] {
  switch (query.kind) {
    case 'and':
    case 'or':
      return query.parts.flatMap(leavesOf);
    case 'not':
      return leavesOf(query.part);
    case 'field':
    case 'text':
      return [query];
    case 'all':
      return [];
  }
}
