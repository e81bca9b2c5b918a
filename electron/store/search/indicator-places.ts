/**
 * Where in a segment indicators can stand. Few of them are looked up by the texts they need, first in what is known of
 * a shard before it is opened, then in its value index or the bytes of its dictionaries; of those that need nothing
 * that is sure, and of many at once, every value is looked at.
 */
import type { FoldingName } from '@shared/ioc/folding';
import { IndicatorMatcher } from '@shared/ioc/indicator-matcher';
import { compileIndicator, type Sought } from '@shared/ioc/indicator-test';
import type { WorthCodes } from '@shared/ioc/split-accounts';
import { FIRST_VALUE_CODE } from '@shared/model/columns';
import { indicatorId } from '@shared/model/ids';
import type { SoughtIndicator } from '@shared/model/indicator';
import { searchFor } from '@shared/text/searchable-run';
import type { Outline } from '../outline/outline';
import { RAW_TEXTS, SPILL_FIELD } from '../shard/shard-schema';
import { placesHolding } from './places-holding';
import { type NeededTexts, neededTexts } from './query-plan';
import type { SegmentColumns } from './segment-columns';
import type { LazyColumn } from '../shard/stored-column';
import type { AskedIndex } from './told-by-case';

export type WeighedDraft = Pick<SoughtIndicator, 'type' | 'value' | 'mode'>;

/** More look-ups cost more than one pass over the values. */
const MOST_LOOKED_UP = 16;

/** Of each list one. */
interface Needs {
  /** What a value must hold. */
  readonly values: readonly NeededTexts[];
  /** What the user or the domain of an account must hold that is kept in two fields. */
  readonly parts: readonly NeededTexts[];
}

/** Indicators that are sought alike. Their ids are their positions among all that are weighed, and one more. */
export interface WeighedGroup {
  readonly matcher: IndicatorMatcher;
  /** Null where any value may be meant. */
  readonly needs: Needs | null;
}

type Weighed = SoughtIndicator & { readonly sought: Sought | null };

export function weighedGroups(drafts: readonly WeighedDraft[]): WeighedGroup[] {
  const all = drafts.map(({ type, value, mode }, at): Weighed => {
    const compiled = compileIndicator({ type, value, mode });
    const sought = compiled.ok ? compiled.sought : null;
    return { id: indicatorId(at + 1), type, value, mode, active: true, sought };
  });
  const lookedUp = all.filter(({ sought }) => sought?.by === 'stretch');
  if (lookedUp.length > MOST_LOOKED_UP)
    return [{ matcher: new IndicatorMatcher(all), needs: null }];
  const others = new IndicatorMatcher(all.filter((one) => !lookedUp.includes(one)));
  const few = new IndicatorMatcher(lookedUp);
  const groups = [
    { matcher: others, needs: null },
    { matcher: few, needs: needsOf(lookedUp) },
  ];
  return groups.filter(({ matcher }) => !matcher.isEmpty);
}

/**
 * What a folding renames or takes out may join what stands beside it to a stretch: values with such marks are looked at
 * as well.
 */
const JOINING_MARKS: Readonly<Record<FoldingName, readonly NeededTexts[]>> = {
  case: [],
  path: [neededTexts(['\\??']), neededTexts(['\\?\\'])],
  registry: [neededTexts(['hkey_']), neededTexts(['registry'])],
  // Bytes tell whether there is one at all.
  commandLine: ['"', "'"].map((run) => ({ ...neededTexts([run]), run })),
};

function needsOf(indicators: readonly Weighed[]): Needs {
  const sought = indicators.flatMap(({ sought: one }) => (one?.by === 'stretch' ? one : []));
  const marks = new Set(sought.flatMap(({ folding }) => JOINING_MARKS[folding]));
  const stretches = sought.flatMap((one) => one.stretches.map((stretch) => [stretch]));
  return {
    values: [
      ...withoutImplied(sought.flatMap(({ together }) => together)).map(neededTexts),
      ...marks,
    ],
    parts: withoutImplied(stretches).map(neededTexts),
  };
}

/** Without those that no value can hold but together with another. */
function withoutImplied(alternatives: readonly (readonly string[])[]): (readonly string[])[] {
  return alternatives.filter(
    (one, at) =>
      !alternatives.some(
        (other, place) =>
          place !== at && implies(one, other) && !(implies(other, one) && place > at),
      ),
  );
}

const implies = (one: readonly string[], other: readonly string[]): boolean =>
  other.every((text) => one.some((longer) => longer.includes(text)));

/** Whether any of the shard's values may have one of the indicators. */
export function mayStandIn({ needs, matcher }: WeighedGroup, outline: Outline | null): boolean {
  if (needs === null || outline === null) return true;
  const { values, parts } = needs;
  const asked = matcher.accounts.length > 0 ? [...values, ...parts] : values;
  return asked.some(({ keys }) => outline.mayHaveTrigrams(keys));
}

/** Field (`RAW_TEXTS` among them) → places of the values worth looking at, null for all. Fields left out have none. */
export type FieldPlaces = ReadonlyMap<number, readonly number[] | null>;

export function placesIn(
  { needs }: WeighedGroup,
  columns: SegmentColumns,
  index: AskedIndex,
): FieldPlaces {
  const places = new Map<number, readonly number[] | null>();
  for (const field of [...columns.fieldIds, RAW_TEXTS]) {
    if (field === SPILL_FIELD) continue;
    const found = needs === null ? null : placesOf(needs.values, columns, field, index);
    if (found === null || found.length > 0) places.set(field, found);
  }
  return places;
}

function placesOf(
  needed: readonly NeededTexts[],
  columns: SegmentColumns,
  field: number,
  index: AskedIndex,
): readonly number[] | null {
  const places = new Set<number>();
  for (const one of needed) {
    const found = placesHolding(one, columns, field, index);
    if (found === null) return null;
    for (const place of found) places.add(place);
  }
  return [...places];
}

/** The values of a field that make an account worth looking at. Bytes tell: these fields have few values. */
export function worthCodes({ needs }: WeighedGroup, column: LazyColumn): WorthCodes {
  const codes = new Set<number>();
  for (const { run } of needs?.parts ?? [ANY_TEXT]) {
    const places = run === null ? null : column.holding(searchFor(run));
    if (places === null) return null;
    for (const place of places) codes.add(place + FIRST_VALUE_CODE);
  }
  return codes;
}

const ANY_TEXT = neededTexts([]);
