/** Writes parts of the query language, for filters made from a cell. */

/** A value between quotes, where only the quote and the backslash need one before them. */
export const quoteValue = (value: string): string => `"${value.replace(/[\\"]/g, '\\$&')}"`;

/** `field:"value"`, or its opposite. */
export function fieldFilter(field: string, value: string, keep: boolean): string {
  const name = /^[\p{L}_][\p{L}\p{N}_.-]*$/u.test(field) ? field : quoteValue(field);
  return `${keep ? '' : 'NOT '}${name}:${quoteValue(value)}`;
}

/** The query narrowed by one more filter. An OR in what stands there is put in parentheses first. */
export function addFilter(query: string, filter: string): string {
  const standing = query.trim();
  if (standing === '') return filter;
  return `${/\bOR\b/i.test(standing) ? `(${standing})` : standing} AND ${filter}`;
}
