/** A query made ready to be asked of many shards: what can be told from it alone is told once. */
import { foldCase } from '@shared/model/fold-case';
import type { FieldTest, Pattern, Query } from '@shared/query/ast';
import { fieldsMeant } from '@shared/query/friendly-fields';
import { insideMatcher } from '@shared/query/pattern';
import { fieldTexts, fieldTextTest, type TextTest, wholeText } from './field-test';
import { trigramKeysOf } from '../outline/filter-keys';
import { isUnindexed, shapesIn } from '../outline/value-shape';
import { SHORTEST_INDEXED } from '../shard/shard-schema';
import { searchableRun } from '@shared/text/searchable-run';

/** A folded text that a value must hold. */
export interface IndexedTerm {
  readonly term: string;
  /** Runs of three characters the shard's index is asked for; none where it cannot tell. */
  readonly indexed: readonly string[];
}

/** Some value of an event passes; the term is the longest text a passing value holds. */
export interface PlannedText extends IndexedTerm {
  readonly kind: 'text';
  readonly passes: TextTest;
  /** Where values the index leaves out may hold the term, its shapes (`shapesOf`); null where none can. */
  readonly shapes: readonly number[] | null;
  readonly run: string | null;
  /** In the filter of every shard that has a passing value. */
  readonly keys: readonly number[];
}

export interface PlannedField {
  readonly kind: 'field';
  /** As `fieldsMeant` gives them. */
  readonly names: readonly string[];
  readonly test: FieldTest;
  readonly passes: TextTest;
  readonly run: string | null;
  readonly keys: readonly number[];
  /** The only text that passes, folded; null where there are others. */
  readonly whole: string | null;
}

export type PlannedQuery =
  | { readonly kind: 'all' }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly PlannedQuery[] }
  | { readonly kind: 'not'; readonly part: PlannedQuery }
  | PlannedText
  | PlannedField;

export function planned(query: Query): PlannedQuery {
  switch (query.kind) {
    case 'all':
      return query;
    case 'and':
    case 'or':
      return { kind: query.kind, parts: query.parts.map(planned) };
    case 'not':
      return { kind: 'not', part: planned(query.part) };
    case 'text':
      return plannedText(query.pattern);
    case 'field':
      return plannedField(query.field, query.test);
  }
}

function plannedText(pattern: Pattern): PlannedText {
  const texts = pattern.flatMap((part) => (part.kind === 'text' ? [foldCase(part.text)] : []));
  const term = longest(texts);
  return {
    ...{ kind: 'text', passes: insideMatcher(pattern), term, indexed: indexedTrigrams(term) },
    shapes: isUnindexed(term) ? shapesIn(term) : null,
    ...{ run: runOf(texts), keys: texts.flatMap(trigramKeysOf) },
  };
}

function plannedField(typed: string, test: FieldTest): PlannedField {
  const texts = fieldTexts(typed, test);
  return {
    ...{ kind: 'field', names: fieldsMeant(typed), test, passes: fieldTextTest(typed, test) },
    ...{ run: runOf(texts), keys: texts.flatMap(trigramKeysOf) },
    whole: wholeText(typed, test),
  };
}

/** A text as the index alone is asked for it: values it leaves out must not hold it. */
export const indexedTerm = (term: string): IndexedTerm => ({
  term,
  indexed: isUnindexed(term) ? [] : indexedTrigrams(term),
});

const longest = (texts: readonly string[]): string =>
  texts.reduce((one, other) => (other.length > one.length ? other : one), '');

const runOf = (texts: readonly string[]): string | null =>
  longest(texts.map((text) => searchableRun(text) ?? '')) || null;

/** None where the index cannot tell: terms shorter than its three characters, and beyond ASCII, whose case it folds otherwise. */
function indexedTrigrams(term: string): readonly string[] {
  if (!/^[\x20-\x7e]{3,}$/.test(term)) return [];
  const trigrams = Array.from({ length: term.length - SHORTEST_INDEXED + 1 }, (_, at) =>
    term.slice(at, at + SHORTEST_INDEXED),
  );
  // Letters that other alphabets' capitals fold to are left to the scan of whole trigrams without them.
  return [...new Set(trigrams)].filter((trigram) => !/["ksi]/.test(trigram));
}
