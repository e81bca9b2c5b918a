/**
 * A stretch of plain text that stands in every text an indicator is found in: all indicators' stretches are
 * looked for in one pass, and only those found are tested exactly. What a folding only changes in place is
 * kept out of stretches; where it joins or renames, the folded text is looked into as well (indicator-index).
 */
import { alternativesOfLinear } from '@shared/text/linear-texts';
import { ANY_DRIVE, type FoldingName } from './folding';

/**
 * Characters a stretch may not hold. Everywhere: what JSON escapes, since original records are looked into as
 * they are written, and lone surrogates. Beyond these, what a folding changes in place.
 */
const JSON_ESCAPED = '"\\\\\\u0000-\\u001f\\ud800-\\udfff';
const UNSTABLE: Readonly<Record<FoldingName, RegExp>> = {
  case: new RegExp(`[${JSON_ESCAPED}]+`),
  // A volume's name stands in a log where its folding has the sign for a drive and a colon.
  path: new RegExp(`(?:${ANY_DRIVE}:|[${JSON_ESCAPED}/])+`),
  registry: new RegExp(`[${JSON_ESCAPED}/]+`),
  commandLine: new RegExp(`[${JSON_ESCAPED}'\\s]+`),
};

const longest = (pieces: readonly string[]): string =>
  pieces.reduce((one, other) => (other.length > one.length ? other : one), '');

const SEPARATORS = /[\\/]+/g;
/** Also takes the backslash from before a quotation mark or another escape, which no stretch has. */
export const withoutSeparators = (text: string): string => text.replaceAll(SEPARATORS, '');

/**
 * A stretch of a path or key without its separators, to be found in a text without separators: it goes through the
 * whole of it, where the longest part of many is one and the same.
 */
export const joinedStretch = (needle: string): string =>
  longest(withoutSeparators(needle).split(UNSTABLE.case));

/** Of a folded wildcard pattern. */
export const joinedPatternStretch = (pattern: string): string =>
  longest(pattern.split(/[*?]/).map(joinedStretch));

/** All such stretches of a needle as its folding leaves it: every one stands in the text. */
export const stretchesIn = (needle: string, folding: FoldingName): string[] =>
  needle.split(UNSTABLE[folding]).filter((piece) => piece !== '');

/** Of a folded wildcard pattern. */
export const patternStretches = (pattern: string, folding: FoldingName): string[] =>
  pattern.split(/[*?]/).flatMap((part) => stretchesIn(part, folding));

/** The longest one, which few texts have; null where nothing is sure. */
export const stretchOf = (stretches: readonly string[]): string | null =>
  longest(stretches) || null;

/** Of an expression: stretches of which one stands in every text it matches; null where nothing is sure. */
export function expressionStretches(source: string): readonly string[] | null {
  const stretches = alternativesOfLinear(source)?.map((text) =>
    stretchOf(stretchesIn(text, 'case')),
  );
  const sure = stretches?.filter((one) => one !== null) ?? [];
  return sure.length === 0 || sure.length < (stretches?.length ?? 0) ? null : [...new Set(sure)];
}
