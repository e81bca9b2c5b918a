/** Writes parts of the query language, for filters made from a cell. */
import { printField } from '@shared/query/printer';

/**
 * A test for exactly this value in a field, or its opposite. Always between quotation marks: outside them
 * `Image:\\srv` would be read as a path, not as a field.
 */
export function fieldFilter(field: string, value: string, keep: boolean): string {
  return `${keep ? '' : 'NOT '}${printField(field)}:"${value.replaceAll('"', '""')}"`;
}

/** The query narrowed by one more filter. An OR in what stands there is put in parentheses first. */
export function addFilter(query: string, filter: string): string {
  const standing = query.trim();
  if (standing === '') return filter;
  return `${/\bOR\b/i.test(standing) ? `(${standing})` : standing} AND ${filter}`;
}
