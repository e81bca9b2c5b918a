/** A query made ready to be asked of many shards: what can be told from it alone is told once. */
import { foldCase } from '@shared/model/fold-case';
import type { FieldTest, Pattern, Query } from '@shared/query/ast';
import { fieldsMeant, recordFieldsMeant } from '@shared/query/friendly-fields';
import { insideMatcher } from '@shared/query/pattern';
import { fieldTexts, fieldTextTest, type TextTest, wholeText } from './field-test';
import { trigramKeysOf } from '../outline/filter-keys';
import { isUnindexed, shapesIn } from '../outline/value-shape';
import { SHORTEST_INDEXED } from '../shard/shard-schema';
import { searchableRun } from '@shared/text/searchable-run';

/** Folded texts that one value must hold, all of them. */
export interface NeededTexts {
  /** The same for the same texts. */
  readonly term: string;
  /** Runs of three characters the shard's index is asked for; none where it cannot tell. */
  readonly indexed: readonly string[];
  /** Where values the index leaves out may hold them, their shapes (`shapesOf`); null where none can. */
  readonly shapes: readonly number[] | null;
  readonly run: string | null;
  /** In the filter of every shard that has such a value. */
  readonly keys: readonly number[];
}

/** Some value of an event passes; it holds the texts then. */
export interface PlannedText extends NeededTexts {
  readonly kind: 'text';
  /** The same for the same test. */
  readonly asked: string;
  readonly passes: TextTest;
}

export interface PlannedField {
  readonly kind: 'field';
  /** The same for the same test of the same fields. */
  readonly asked: string;
  /** As `fieldsMeant` gives them. */
  readonly names: readonly string[];
  /** Those that are asked of the record. */
  readonly stored: readonly string[];
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
  const asked = JSON.stringify(pattern);
  return { ...neededTexts(texts), kind: 'text', asked, passes: insideMatcher(pattern) };
}

export function neededTexts(texts: readonly string[]): NeededTexts {
  return {
    term: texts.join('\0'),
    indexed: [...new Set(texts.flatMap(indexedTrigrams))],
    shapes: texts.every(isUnindexed) ? [...new Set(texts.flatMap(shapesIn))] : null,
    ...{ run: runOf(texts), keys: texts.flatMap(trigramKeysOf) },
  };
}

function plannedField(typed: string, test: FieldTest): PlannedField {
  const texts = fieldTexts(typed, test);
  const stored = recordFieldsMeant(typed, test);
  const asked = JSON.stringify([typed.toLowerCase(), test, stored.length]);
  const passes = fieldTextTest(typed, test);
  return {
    ...{ kind: 'field', asked, names: fieldsMeant(typed), stored, test, passes },
    ...{ run: runOf(texts), keys: texts.flatMap(trigramKeysOf) },
    whole: wholeText(typed, test),
  };
}

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
