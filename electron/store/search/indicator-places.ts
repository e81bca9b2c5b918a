/**
 * Where in a segment indicators can stand. Few of them are looked up by the texts they need, first in what is known of
 * a shard before it is opened, then in its value index or the bytes of its dictionaries; of those that need nothing
 * that is sure, and of many at once, every value is looked at.
 */
import { addressTexts } from '@shared/ioc/address-texts';
import type { FoldingName } from '@shared/ioc/folding';
import { IndicatorMatcher } from '@shared/ioc/indicator-matcher';
import { compileIndicator, type Sought } from '@shared/ioc/indicator-test';
import { interruptionsOf, soughtPart } from '@shared/ioc/interrupted-stretch';
import { stretchOf } from '@shared/ioc/sought-stretch';
import type { WorthCodes } from '@shared/ioc/split-accounts';
import { type Column, FIRST_VALUE_CODE } from '@shared/model/columns';
import { indicatorId } from '@shared/model/ids';
import type { IndicatorType, SoughtIndicator } from '@shared/model/indicator';
import { apartFromLongS } from '@shared/text/linear-texts';
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

type SoughtStretch = Extract<Sought, { readonly by: 'stretch' }>;
type Weighed = SoughtIndicator & {
  readonly sought: Sought | null;
  /** Null where nothing is sure. */
  readonly texts: Alternatives | null;
};

export function weighedGroups(drafts: readonly WeighedDraft[]): WeighedGroup[] {
  const all = drafts.map(({ type, value, mode }, at): Weighed => {
    const compiled = compileIndicator({ type, value, mode });
    const sought = compiled.ok ? compiled.sought : null;
    const texts = sought === null ? null : textsNeeded(type, sought);
    return { id: indicatorId(at + 1), type, value, mode, active: true, sought, texts };
  });
  const lookedUp = all.filter(({ texts }) => texts !== null);
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
const JOINING_MARKS: Readonly<Record<FoldingName, readonly string[]>> = {
  case: [],
  path: ['\\??', '\\?\\'],
  registry: ['hkey_', 'registry'],
  commandLine: [],
};

/** Alternatives: of one, all texts stand in a value that is worth looking at. */
type Alternatives = readonly (readonly string[])[];

/** Null where nothing is sure. */
function textsNeeded(type: IndicatorType, sought: Sought): Alternatives | null {
  switch (sought.by) {
    case 'stretch':
      return sought.folding === 'commandLine'
        ? sought.together.map(longestUninterrupted)
        : sought.together;
    case 'network':
      return addressTexts(sought.network);
    case 'expression':
      // What it needs of an account may stand in two fields, half in each.
      return type === 'username' ? null : expressionTexts(sought.stretches);
    case 'nothing':
      return null;
  }
}

/** More are looked for in one pass, as many indicators are. */
function expressionTexts(stretches: readonly string[] | null): Alternatives | null {
  if (stretches === null || stretches.length > MOST_LOOKED_UP) return null;
  const texts = stretches.map(apartFromLongS);
  return texts.some((together) => together.length === 0) ? null : texts;
}

const longestUninterrupted = (together: readonly string[]): readonly string[] => [
  soughtPart(stretchOf(together) ?? ''),
];

function needsOf(indicators: readonly Weighed[]): Needs {
  const stretched = indicators.flatMap(({ sought }) => (sought?.by === 'stretch' ? sought : []));
  const marks = new Set(stretched.flatMap(({ folding }) => JOINING_MARKS[folding]));
  const stretches = stretched.flatMap((one) => one.stretches.map((stretch) => [stretch]));
  return {
    values: [
      ...withoutImplied(indicators.flatMap(({ texts }) => texts ?? [])).map(neededTexts),
      ...[...marks].map((mark) => neededTexts([mark])),
      ...stretched.flatMap(interruptedTexts),
    ],
    parts: withoutImplied(stretches).map(neededTexts),
  };
}

/** Bytes tell of quotation marks, which tuples have behind a backslash; not of letters beyond ASCII. */
function interruptedTexts({ folding, together }: SoughtStretch): NeededTexts[] {
  if (folding !== 'commandLine') return [];
  const sought = together.flatMap((one) => interruptionsOf(stretchOf(one) ?? ''));
  return [...new Set(sought)].flatMap((text) =>
    [...new Set([text, text.replaceAll('"', '\\"')])].map((run) => ({
      ...neededTexts([text]),
      ...{ term: run, indexed: [], shapes: null },
      run: /^[\x20-\x7e]+$/.test(run) ? run : null,
    })),
  );
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
  needed: readonly NeededTexts[],
  { segment }: SegmentColumns,
  index: AskedIndex,
): readonly NeededTexts[] {
  const outlines = index.outlines(segment);
  return needed.filter(({ keys }) =>
    outlines.some((outline) => outline?.mayHaveTrigrams(keys) ?? true),
  );
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
