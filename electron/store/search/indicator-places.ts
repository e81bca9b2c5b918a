/**
 * Where in a segment indicators can stand. Few of them are looked up by the texts they need, first in what is known of
 * a shard before it is opened, then in its value index or the bytes of its dictionaries; of those that need nothing
 * that is sure, and of many at once, every value is looked at.
 */
import { IndicatorMatcher } from '@shared/ioc/indicator-matcher';
import type { WorthCodes } from '@shared/ioc/split-accounts';
import { type Column, FIRST_VALUE_CODE } from '@shared/model/columns';
import { indicatorId } from '@shared/model/ids';
import { searchFor } from '@shared/text/searchable-run';
import type { SoughtIndicator } from '@shared/model/indicator';
import type { Segment } from '../event-store';
import type { Outline } from '../outline/outline';
import { RAW_TEXTS, SPILL_FIELD } from '../shard/shard-schema';
import {
  MOST_LOOKED_UP,
  type Needs,
  needsOf,
  type NeededValue,
  type Told,
  toldBy,
  type WeighedDraft,
} from './indicator-needs';
import { placesHolding } from './places-holding';
import { type NeededTexts, neededTexts } from './query-plan';
import type { SegmentColumns } from './segment-columns';
import type { LazyColumn } from '../shard/stored-column';
import type { AskedIndex } from './told-by-case';

/** Whole things that are sought: of each its key. */
type ExactKeys = readonly number[];

/** Indicators that are sought alike. Their ids are their positions among all that are weighed, and one more. */
export interface WeighedGroup {
  readonly matcher: IndicatorMatcher;
  /** Null where any value may be meant. */
  readonly needs: Needs | null;
  /** Null where parts of values may be meant. */
  readonly exact: ExactKeys | null;
}

type Weighed = SoughtIndicator & Told;

export function weighedGroups(drafts: readonly WeighedDraft[]): WeighedGroup[] {
  const all = drafts.map(({ type, value, mode }, at): Weighed => {
    const told = toldBy({ type, value, mode });
    return { id: indicatorId(at + 1), type, value, mode, active: true, ...told };
  });
  const lookedUp = all.filter(({ texts }) => texts !== null);
  if (lookedUp.length > MOST_LOOKED_UP)
    return [{ matcher: new IndicatorMatcher(all), needs: null, exact: exactKeysOf(all) }];
  const others = all.filter((one) => !lookedUp.includes(one));
  const whole = lookedUp.filter(({ exact }) => exact !== null);
  const parts = lookedUp.filter(({ exact }) => exact === null);
  return [others, whole, parts]
    .map((some) => ({
      matcher: new IndicatorMatcher(some),
      needs: some === others ? null : needsOf(some),
      exact: exactKeysOf(some),
    }))
    .filter(({ matcher }) => !matcher.isEmpty);
}

function exactKeysOf(some: readonly Told[]): ExactKeys | null {
  const keys = some.flatMap(({ exact }) => exact ?? []);
  return keys.length < some.length ? null : keys;
}

/** Whether any of the shard's values may have one of the indicators. */
export function mayStandIn(group: WeighedGroup, outline: Outline | null): boolean {
  const { needs, exact, matcher } = group;
  if (outline === null) return true;
  if (exact !== null && !exact.some((key) => outline.mayHaveExact(key))) return false;
  if (needs === null) return true;
  const parts = matcher.accounts.length > 0 ? needs.parts : [];
  return (
    needs.values.some((one) => mayHold(outline, one)) ||
    parts.some(({ keys }) => outline.mayHaveTrigrams(keys))
  );
}

export interface OutlinedIndex extends AskedIndex {
  /** Of the files of a segment; null where one has none yet, or is not asked for it. */
  outlines(segment: Segment): readonly (Outline | null)[];
}

const mayHold = (outline: Outline, { keys, exact }: NeededValue): boolean =>
  outline.mayHaveTrigrams(keys) && (exact === null || outline.mayHaveExact(exact));

/** Field (`RAW_TEXTS` among them) → places of the values worth looking at, null for all. Fields left out have none. */
export type FieldPlaces = ReadonlyMap<number, readonly number[] | null>;

export function placesIn(
  { needs }: WeighedGroup,
  columns: SegmentColumns,
  index: OutlinedIndex,
): FieldPlaces {
  const places = new Map<number, readonly number[] | null>();
  const needed = needs === null ? null : neededIn(needs.values, columns, index);
  for (const field of [...columns.fieldIds, RAW_TEXTS]) {
    if (field === SPILL_FIELD) continue;
    const found = needed === null ? null : placesOf(needed, columns, field, index);
    if (found === null || found.length > 0) places.set(field, found);
  }
  return places;
}

/** Those that the outlines of the segment's files do not rule out. */
function neededIn(
  needed: readonly NeededValue[],
  { segment }: SegmentColumns,
  index: OutlinedIndex,
): readonly NeededTexts[] {
  const outlines = index.outlines(segment);
  return needed.filter((one) =>
    outlines.some((outline) => outline === null || mayHold(outline, one)),
  );
}

function placesOf(
  needed: readonly NeededTexts[],
  columns: SegmentColumns,
  field: number,
  index: OutlinedIndex,
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
export function worthCodes({ needs }: WeighedGroup, column: Column | LazyColumn): WorthCodes {
  if (!('holding' in column)) return null;
  const codes = new Set<number>();
  for (const { run } of needs?.parts ?? [ANY_TEXT]) {
    const places = run === null ? null : column.holding(searchFor(run));
    if (places === null) return null;
    for (const place of places) codes.add(place + FIRST_VALUE_CODE);
  }
  return codes;
}

const ANY_TEXT = neededTexts([]);
