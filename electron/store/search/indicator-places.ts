/**
 * Where in a segment indicators can stand: a few are looked up in the shard's value index, which spares the
 * reading of dictionaries; of those it cannot tell, and of many at once, every value is looked at.
 */
import { compileIndicator, type Sought } from '@shared/ioc/indicator-test';
import type { FoldingName } from '@shared/ioc/folding';
import { IndicatorMatcher } from '@shared/ioc/indicator-matcher';
import { indicatorId } from '@shared/model/ids';
import type { SoughtIndicator } from '@shared/model/indicator';
import { indexedValues } from './evaluate-segment';
import { indexedTerm } from './query-plan';
import type { SegmentColumns } from './segment-columns';
import type { AskedIndex } from './told-by-case';
import { FIELDS_PER_SEGMENT } from '../shard/shard-schema';
import type { IndexedValues } from '../shard/value-index';

export type WeighedDraft = Pick<SoughtIndicator, 'type' | 'value' | 'mode'>;

/** More look-ups in the index cost more than one pass over the values. */
const MOST_LOOKED_UP = 16;

/** Indicators that are sought alike. Their ids are their positions among all that are weighed, and one more. */
export interface WeighedGroup {
  readonly matcher: IndicatorMatcher;
  /** Texts of which every value has one; null where any value may be meant. */
  readonly terms: readonly string[] | null;
}

export function weighedGroups(drafts: readonly WeighedDraft[]): WeighedGroup[] {
  const sought = drafts.map(
    (draft, at): SoughtIndicator & { readonly terms: readonly string[] | null } => {
      const compiled = compileIndicator(draft);
      const { type, value, mode } = draft;
      const terms = compiled.ok ? termsOf(compiled.sought) : null;
      return { id: indicatorId(at + 1), type, value, mode, active: true, terms };
    },
  );
  const lookedUp = sought.filter(({ terms }) => terms !== null);
  const isFew = lookedUp.length <= MOST_LOOKED_UP;
  const others = isFew ? sought.filter(({ terms }) => terms === null) : sought;
  const groups: WeighedGroup[] =
    others.length === 0 ? [] : [{ matcher: new IndicatorMatcher(others), terms: null }];
  if (isFew && lookedUp.length > 0) {
    const terms = [...new Set(lookedUp.flatMap((one) => one.terms ?? []))];
    groups.push({ matcher: new IndicatorMatcher(lookedUp), terms });
  }
  return groups;
}

/**
 * What a folding renames or takes out may join what stands beside it to a stretch: values with such marks are looked at
 * as well. Null where the marks are too short to be looked up (quotation marks of command lines).
 */
const JOINING_MARKS: Readonly<Record<FoldingName, readonly string[] | null>> = {
  ...{ case: [], commandLine: null },
  path: ['\\??', '\\?\\'],
  registry: ['hkey_', 'registry'],
};

function termsOf(sought: Sought): readonly string[] | null {
  const marks = sought.by === 'stretch' ? JOINING_MARKS[sought.folding] : null;
  return sought.by === 'stretch' && marks !== null ? [...sought.stretches, ...marks] : null;
}

/** Field → places of the values that may have a term, null for all of its values. Fields left out have none. */
export type FieldPlaces = ReadonlyMap<number, readonly number[] | null>;

export function placesIn(
  { terms }: WeighedGroup,
  columns: SegmentColumns,
  index: AskedIndex,
): FieldPlaces {
  const rows = terms?.map((term) => indexedValues(indexedTerm(term), index)) ?? [null];
  const places = new Map<number, readonly number[] | null>();
  for (const field of columns.fieldIds) {
    const found = placesOf(columns.segment.id * FIELDS_PER_SEGMENT + field, rows);
    if (found === null || found.length > 0) places.set(field, found);
  }
  return places;
}

function placesOf(
  column: number,
  rows: readonly (IndexedValues | null)[],
): readonly number[] | null {
  const places = new Set<number>();
  for (const row of rows) {
    if (row === null) return null;
    for (const place of row.get(column) ?? []) places.add(place);
  }
  return [...places];
}
