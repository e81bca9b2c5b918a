/** The names of fields a query asks, as they were typed; each once, in whatever letter case. */
import type { Query } from './ast';
import { leavesOf } from './leaves';

export function fieldsAsked(query: Query): readonly string[] {
  const names = leavesOf(query).flatMap((leaf) => (leaf.kind === 'field' ? [leaf.field] : []));
  return [...new Map(names.map((name) => [name.toLowerCase(), name])).values()];
}
