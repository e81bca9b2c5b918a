/** Values of fields that no index can tell of: listed, tested by the very functions of the embedded store, asked as terms. */
import { z } from 'zod';
import type { TextTest } from '../../search/field-test';
import { HASHED, termOf } from '../field-terms';
import { NAME_END } from '../index-mapping';
import type { CaseIndex } from '../search/case-index';
import { allOf, type Clause, termsIn } from './clause';

const FIELDS = z.object({
  fields: z.object({
    names: z.array(z.string()),
    values: z.array(z.union([z.string(), z.null(), z.array(z.string().nullable())])),
  }),
});

/** Sorts before the first value of a field, and behind those of every field whose name comes before. */
const beforeValuesOf = (key: string): string => `${key}\u0000`;
const COLUMN = { terms: { field: 'values' } };

export interface ListedValue {
  /** As the column `values` has it. */
  readonly term: string;
  readonly text: string;
  readonly count: number;
}

/** Terms of a field's values, without nulls. @param key null: of every field */
function* termsOf(
  index: CaseIndex,
  query: Clause,
  key: string | null,
): Generator<[string, number]> {
  const prefix = key === null ? '' : `${key}${NAME_END}`;
  const after = key === null ? undefined : beforeValuesOf(key);
  for (const page of index.distinct(COLUMN, query, after)) {
    for (const { value: term, count } of page) {
      if (term.startsWith(prefix)) {
        if (term.includes(NAME_END)) yield [term, count];
      } else if (key !== null && isBehind(term, prefix)) return;
    }
  }
}

/** In the order of the index: that of UTF-8. */
const isBehind = (term: string, prefix: string): boolean =>
  Buffer.compare(Buffer.from(term), Buffer.from(prefix)) > 0;

/** Every distinct value of some fields among the documents of a query, with how many have it. */
export function* listedValues(
  index: CaseIndex,
  query: Clause,
  keys: readonly string[] | null,
): Generator<ListedValue, void, undefined> {
  for (const key of keys ?? [null]) {
    let hashed: [string, number][] = [];
    for (const [term, count] of termsOf(index, query, key)) {
      const text = term.slice(term.indexOf(NAME_END) + 1);
      if (!text.startsWith(HASHED)) yield { term, text, count };
      else hashed.push([term, count]);
      if (hashed.length < HASHED_AT_ONCE) continue;
      yield* unhashed(index, hashed);
      hashed = [];
    }
    yield* unhashed(index, hashed);
  }
}

/** Long values are kept whole in their documents alone. */
const HASHED_AT_ONCE = 50;

function* unhashed(
  index: CaseIndex,
  hashed: readonly (readonly [string, number])[],
): Generator<ListedValue, void, undefined> {
  if (hashed.length === 0) return;
  const asked = hashed.map(([term]) => ({
    query: { term: { values: term } },
    ...{ size: 1, track_total_hits: false, _source: ['fields'] },
  }));
  const answers = index.searches(asked);
  for (const [at, [term, count]] of hashed.entries()) {
    const text = longText(term, answers[at]?.hits.hits[0]?._source);
    if (text !== null) yield { term, text, count };
  }
}

/** The value of a document that has the term. */
function longText(term: string, source: unknown): string | null {
  const read = FIELDS.safeParse(source);
  if (!read.success) return null;
  const key = term.slice(0, term.indexOf(NAME_END));
  return (
    read.data.fields.values.flat().find((text) => text !== null && termOf(key, text) === term) ??
    null
  );
}

/** Documents with a value that passes. @param among documents that may have one */
export function passingValues(
  index: CaseIndex,
  among: readonly Clause[],
  keys: readonly string[] | null,
  passes: TextTest,
): Clause {
  const terms: string[] = [];
  for (const { term, text } of listedValues(index, allOf(among), keys))
    if (passes(text)) terms.push(term);
  return termsIn('values', terms);
}
