/** Comparisons of a STIX pattern as indicators: those that name a value, each with what is not looked at. */
import type { IndicatorType, MatchMode } from '@shared/model/indicator';
import { starredHost } from './starred-host';
import { likeSought, type SoughtText } from './stix-like';
import { typeOfPath } from './stix-paths';
import type { Comparison, Joined, ReadPattern } from './stix-pattern';
import { PatternFault } from './stix-tokens';

export type PatternFinding =
  | {
      readonly ok: true;
      readonly type: IndicatorType;
      readonly value: string;
      readonly mode: MatchMode;
      readonly remarks: readonly string[];
    }
  | { readonly ok: false; readonly text: string; readonly reason: string };

/** @throws PatternFault where it names more paths than any list does */
export function patternValues({ observations, needsSeveral }: ReadPattern): PatternFinding[] {
  const several = needsSeveral ? ['its pattern asks for other observations too'] : [];
  return observations.flatMap(({ joined, qualifiers }) => {
    const timing = qualifiers.map((qualifier) => `${qualifier.slice(0, 80)} is not looked at`);
    return standing(joined).flatMap(({ comparison, isTogether }) => {
      const together = isTogether ? ['its pattern asks for other values in the same place'] : [];
      return comparisonValues(comparison, [...several, ...together, ...timing]);
    });
  });
}

/** A comparison, and whether others must hold with it. */
interface Standing {
  readonly comparison: Comparison;
  readonly isTogether: boolean;
}

function standing(joined: Joined): Standing[] {
  if (joined.type === 'one') return [{ comparison: joined.comparison, isTogether: false }];
  const parts = joined.parts.map(standing);
  return joined.type === 'any' ? parts.flat() : allTogether(parts);
}

/** A file's name in one part and the folder it is in in another are one path. */
function allTogether(parts: readonly (readonly Standing[])[]): Standing[] {
  const names = parts.map((part) => part.filter(({ comparison }) => isText(comparison, NAME)));
  const folders = parts.map((part) => part.filter(({ comparison }) => isText(comparison, FOLDER)));
  if (names.flat().length * folders.flat().length > MOST_PATHS)
    throw new PatternFault('it has too many alternatives');
  const pairs = folders.flatMap((inPart, at) =>
    inPart.length === 0 ? [] : pairsOf(inPart, names.toSpliced(at, 1).flat()),
  );
  const paired = new Set(pairs.flat());
  const rest = parts.flat().filter((one) => !paired.has(one));
  const isTogether = rest.length > 0;
  return [...rest, ...pairs.map(([folder, name]) => pathOf(folder, name))].map((one) => ({
    ...one,
    isTogether: isTogether || one.isTogether,
  }));
}

/** Names and folders in brackets make as many paths as can be made of them. */
const MOST_PATHS = 1_000;

const pairsOf = (folders: readonly Standing[], names: readonly Standing[]) =>
  folders.flatMap((folder) => names.map((name) => [folder, name] as const));

const NAME = 'file:name';
const FOLDER = 'file:parent_directory_ref.path';
const isText = ({ path, operator, isNegated, values }: Comparison, sought: string): boolean =>
  path === sought && !isNegated && ['=', '=='].includes(operator) && typeof values[0] === 'string';

function pathOf({ comparison, ...folder }: Standing, name: Standing): Standing {
  const [path, file] = [comparison.values[0] ?? '', name.comparison.values[0] ?? ''];
  const separator = path.includes('/') && !path.includes('\\') ? '/' : '\\';
  const values = [`${path.replace(/[\\/]+$/, '')}${separator}${file}`];
  return {
    comparison: { path: 'directory:path', operator: '=', isNegated: false, values },
    isTogether: folder.isTogether || name.isTogether,
  };
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
    const sought = soughtBy(operator, value, type);
    if (sought === null)
      return refuse('this comparison is not known, or its value cannot be written as a wildcard');
    const meant = starredHost(type, sought.value, sought.mode);
    return meant.ok
      ? [{ ...meant, remarks: [...remarks, ...meant.remarks] }]
      : refuse(meant.reason);
  });
}

function soughtBy(operator: string, value: string, type: IndicatorType): SoughtText | null {
  switch (operator) {
    case '=':
    case '==':
    case 'IN':
    case 'ISSUBSET':
      return { value, mode: 'literal' };
    case 'LIKE':
      return likeSought(value, type);
    case 'MATCHES':
      return { value, mode: 'regex' };
    default:
      return null;
  }
}
