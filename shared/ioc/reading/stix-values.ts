/** Comparisons of a STIX pattern as indicators: those that name a value, each with what is not looked at. */
import type { IndicatorType, MatchMode } from '@shared/model/indicator';
import { typeOfPath } from './stix-paths';
import type { Comparison, JoinedComparisons, ReadPattern } from './stix-pattern';

export type PatternFinding =
  | {
      readonly ok: true;
      readonly type: IndicatorType;
      readonly value: string;
      readonly mode: MatchMode;
      readonly remarks: readonly string[];
    }
  | { readonly ok: false; readonly text: string; readonly reason: string };

export function patternValues({ joined, needsSeveral }: ReadPattern): PatternFinding[] {
  const several = needsSeveral ? ['its pattern asks for other observations too'] : [];
  return joined.flatMap((one) => joinedValues(one, several));
}

function joinedValues(
  { comparisons, qualifiers }: JoinedComparisons,
  several: readonly string[],
): PatternFinding[] {
  const whole = withPathJoined(comparisons);
  const together = whole.length > 1 ? ['its pattern asks for other values in the same place'] : [];
  const timing = qualifiers.map((qualifier) => `${qualifier.slice(0, 80)} is not looked at`);
  const remarks = [...several, ...together, ...timing];
  return whole.flatMap((comparison) => comparisonValues(comparison, remarks));
}

const isEqual = ({ operator, isNegated }: Comparison): boolean =>
  !isNegated && (operator === '=' || operator === '==');

/** A file's name and the folder it is in are one path. */
function withPathJoined(comparisons: readonly Comparison[]): readonly Comparison[] {
  const name = comparisons.find((one) => one.path === 'file:name' && isEqual(one));
  const folder = comparisons.find(
    (one) => one.path === 'file:parent_directory_ref.path' && isEqual(one),
  );
  const [file, path] = [name?.values[0], folder?.values[0]];
  if (typeof file !== 'string' || typeof path !== 'string') return comparisons;
  const separator = path.includes('/') && !path.includes('\\') ? '/' : '\\';
  const whole = `${path.replace(/[\\/]+$/, '')}${separator}${file}`;
  const others = comparisons.filter((one) => one !== name && one !== folder);
  return [...others, { path: 'directory:path', operator: '=', isNegated: false, values: [whole] }];
}

function comparisonValues(comparison: Comparison, remarks: readonly string[]): PatternFinding[] {
  const { path, operator, isNegated, values } = comparison;
  const refuse = (reason: string): PatternFinding[] => [
    { ok: false, text: `${path} ${isNegated ? 'NOT ' : ''}${operator}`.slice(0, 300), reason },
  ];
  if (isNegated || ['!=', '<>'].includes(operator)) return refuse('it says what must not be there');
  if (operator === 'EXISTS') return refuse('it names no value');
  if (['<', '<=', '>', '>='].includes(operator)) return refuse('it asks for a range, not a value');
  if (operator === 'ISSUPERSET') return refuse('it asks for networks around an address');
  return values.flatMap((value): PatternFinding[] => {
    if (value === null) return refuse('the value is no text');
    const type = typeOfPath(path, value);
    if (type === null) return refuse('it names nothing that is sought in events here');
    const sought = soughtBy(operator, value);
    return sought === null
      ? refuse('this comparison is not known, or its value cannot be written as a wildcard')
      : [{ ok: true, type, remarks, ...sought }];
  });
}

function soughtBy(operator: string, value: string): { value: string; mode: MatchMode } | null {
  switch (operator) {
    case '=':
    case '==':
    case 'IN':
    case 'ISSUBSET':
      return { value, mode: 'literal' };
    case 'LIKE':
      return likeSought(value);
    case 'MATCHES':
      return { value, mode: 'regex' };
    default:
      return null;
  }
}

/** `%` is any run and `_` one character; a star in it could not be told from a wildcard of ours. */
function likeSought(value: string): { value: string; mode: MatchMode } | null {
  const inner = /^%([^%_]+)%$/.exec(value)?.[1];
  if (inner !== undefined) return { value: inner, mode: 'substring' };
  if (!/[%_]/.test(value)) return { value, mode: 'literal' };
  if (/[*?]/.test(value)) return null;
  return { value: value.replaceAll('%', '*').replaceAll('_', '?'), mode: 'wildcard' };
}
