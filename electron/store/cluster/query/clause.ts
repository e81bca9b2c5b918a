/** Parts of a question in the words of OpenSearch: what a document must be like to be found. */

export type Clause = Readonly<Record<string, unknown>>;

export const EVERYTHING: Clause = { match_all: {} };
export const NOTHING: Clause = { match_none: {} };

/** A node takes no more texts in one clause (`index.max_terms_count`, 65,536). */
const MOST_TERMS = 65_536;

export function allOf(parts: readonly Clause[]): Clause {
  if (parts.includes(NOTHING)) return NOTHING;
  const asked = parts.filter((part) => part !== EVERYTHING);
  if (asked.length === 0) return EVERYTHING;
  return asked.length === 1 && asked[0] !== undefined ? asked[0] : { bool: { filter: asked } };
}

export function anyOf(parts: readonly Clause[]): Clause {
  const asked = parts.filter((part) => part !== NOTHING);
  if (asked.length === 0) return NOTHING;
  if (asked.length === 1 && asked[0] !== undefined) return asked[0];
  return { bool: { should: asked, minimum_should_match: 1 } };
}

export const noneOf = (parts: readonly Clause[]): Clause => ({ bool: { must_not: parts } });

/** Documents that have any of the texts in a field of the mapping. */
export function termsIn(field: string, texts: readonly (string | number)[]): Clause {
  const clauses: Clause[] = [];
  for (let at = 0; at < texts.length; at += MOST_TERMS)
    clauses.push({ terms: { [field]: texts.slice(at, at + MOST_TERMS) } });
  return anyOf(clauses);
}

export const exists = (field: string): Clause => ({ exists: { field } });

export interface RangeEnds {
  readonly gte?: string | number;
  readonly gt?: string | number;
  readonly lt?: string | number;
  readonly lte?: string | number;
}
export const within = (field: string, ends: RangeEnds): Clause => ({ range: { [field]: ends } });

/**
 * How many clauses a node will count (`indices.query.bool.max_clause_count`): each part of a bool, and of a pattern
 * of a wildcard field each run of three characters.
 */
export function clausesIn(part: unknown): number {
  if (typeof part !== 'object' || part === null) return 0;
  if (Array.isArray(part)) return part.reduce((sum: number, one) => sum + clausesIn(one), 0);
  return Object.entries(part).reduce((sum, [key, value]) => sum + clausesOf(key, value), 0);
}

function clausesOf(key: string, value: unknown): number {
  if (key === 'wildcard') return patternClauses(value);
  if (['term', 'terms', 'range', 'exists'].includes(key)) return 1;
  return clausesIn(value) + (key === 'has_child' ? 1 : 0);
}

function patternClauses(asked: unknown): number {
  const [field, test] =
    Object.entries(asked as Record<string, { readonly value: string }>)[0] ?? [];
  return field === 'terms' ? 1 : Math.max(1, test?.value.length ?? 1);
}
