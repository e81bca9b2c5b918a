/** What values must hold where indicators stand in them, so that most shards and values need not be looked at. */
import { addressTexts } from '@shared/ioc/address-texts';
import type { FoldingName } from '@shared/ioc/folding';
import { compileIndicator, isHash, type Sought } from '@shared/ioc/indicator-test';
import { interruptionsOf, soughtPart } from '@shared/ioc/interrupted-stretch';
import { stretchOf } from '@shared/ioc/sought-stretch';
import { foldCase } from '@shared/model/fold-case';
import type { IndicatorType, SoughtIndicator } from '@shared/model/indicator';
import { apartFromLongS } from '@shared/text/linear-texts';
import { networkExactKey } from '../outline/exact-values';
import { hashKey } from '../outline/filter-keys';
import { type NeededTexts, neededTexts } from './query-plan';

export type WeighedDraft = Pick<SoughtIndicator, 'type' | 'value' | 'mode'>;

/** More look-ups cost more than one pass over the values. */
export const MOST_LOOKED_UP = 16;

/** Of each list one. */
export interface Needs {
  /** What a value must hold. */
  readonly values: readonly NeededValue[];
  /** What the user or the domain of an account must hold that is kept in two fields. */
  readonly parts: readonly NeededTexts[];
}

export interface NeededValue extends NeededTexts {
  /** Nor is it in a shard without that (exact-values.ts); null where the texts tell all. */
  readonly exact: number | null;
}

/** Alternatives: of one, all texts stand in a value that is worth looking at. */
type Alternatives = readonly (readonly string[])[];

type SoughtStretch = Extract<Sought, { readonly by: 'stretch' }>;
type SoughtNetwork = Extract<Sought, { readonly by: 'network' }>;

/** What an indicator tells of where it stands. */
export interface Told {
  readonly sought: Sought | null;
  /** As it is mostly written; null where nothing is sure. */
  readonly texts: Alternatives | null;
  /** Key of a whole hash or address; null where it is none. */
  readonly exact: number | null;
}

export function toldBy(draft: WeighedDraft): Told {
  const compiled = compileIndicator(draft);
  if (!compiled.ok) return { sought: null, texts: null, exact: null };
  const { sought } = compiled;
  return { sought, texts: textsNeeded(draft.type, sought), exact: exactKey(draft, sought) };
}

function exactKey({ type, value, mode }: WeighedDraft, sought: Sought): number | null {
  if (sought.by === 'network') return networkExactKey(sought.network);
  return mode === 'literal' && isHash(type) ? hashKey(foldCase(value.trim())) : null;
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

/** Null where nothing is sure. */
function textsNeeded(type: IndicatorType, sought: Sought): Alternatives | null {
  switch (sought.by) {
    case 'stretch':
      return sought.folding === 'commandLine'
        ? sought.together.map(longestUninterrupted)
        : sought.together;
    case 'network':
      return addressTexts(sought.network)?.usual ?? null;
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

export function needsOf(indicators: readonly Told[]): Needs {
  const stretched = indicators.flatMap(({ sought }) => (sought?.by === 'stretch' ? sought : []));
  const marks = new Set(stretched.flatMap(({ folding }) => JOINING_MARKS[folding]));
  const stretches = stretched.flatMap((one) => one.stretches.map((stretch) => [stretch]));
  return {
    values: [
      ...indicators.flatMap(({ sought }) => (sought?.by === 'network' ? oddTexts(sought) : [])),
      ...[
        ...withoutImplied(indicators.flatMap(({ texts }) => texts ?? [])).map(neededTexts),
        ...[...marks].map((mark) => neededTexts([mark])),
        ...stretched.flatMap(interruptedTexts),
      ].map((needed): NeededValue => ({ ...needed, exact: null })),
    ],
    parts: withoutImplied(stretches).map(neededTexts),
  };
}

/** An address of IPv4 that is written otherwise than most is looked for where outlines know of such ones. */
function oddTexts({ network }: SoughtNetwork): NeededValue[] {
  const exact = networkExactKey(network, 'oddAddress');
  const odd = addressTexts(network)?.odd ?? [];
  return odd.map((all) => ({ ...neededTexts(all), exact }));
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
