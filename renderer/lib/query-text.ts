/** Writes parts of the query language, for filters made from a cell. */
import { printField } from '@shared/query/printer';

/**
 * A test for exactly this value in a field. Always between quotation marks: outside them `Image:\\srv` would
 * be read as a path, not as a field.
 */
export const fieldFilter = (field: string, value: string): string =>
  `${printField(field)}:"${value.replaceAll('"', '""')}"`;

/** A test for an event that has all these values in a field, as one has that has several. */
export function valuesFilter(field: string, values: readonly string[]): string {
  const tests = [...new Set(values)].map((value) => fieldFilter(field, value));
  return tests.length === 1 ? tests.join('') : `(${tests.join(' AND ')})`;
}

/** A query and everything that narrows it. An OR in it is put in parentheses first. */
export function narrowedBy(query: string, filters: readonly string[]): string {
  const typed = query.trim();
  if (filters.length === 0) return query;
  const standing = /\bOR\b/i.test(typed) ? `(${typed})` : typed;
  return [standing, ...filters].filter((one) => one !== '').join(' AND ');
}
