/** Which field of an event a rule's field name means (sigma.md 1.2), name by name. */
import { foldCase } from '@shared/model/fold-case';

const ALIASES: ReadonlyMap<string, string> = new Map([['computername', 'Computer']]);

const squeeze = (name: string): string => name.replaceAll(' ', '');

/**
 * The names a rule's field may have, the best first: as written, then with spaces removed, then ignoring
 * letter case, then a known alias. An event is read under the first one it has.
 */
export function namesFor(names: readonly string[], field: string): readonly string[] {
  const folded = foldCase(field);
  const alias = ALIASES.get(folded);
  const ranked = names
    .map((name) => ({ name, rank: rankOf(name, field, folded, alias) }))
    .filter(({ rank }) => rank < UNRELATED)
    .toSorted((a, b) => a.rank - b.rank || (a.name < b.name ? -1 : 1));
  return ranked.map(({ name }) => name);
}

const UNRELATED = 4;

function rankOf(name: string, field: string, folded: string, alias: string | undefined): number {
  if (name === field) return 0;
  const squeezed = squeeze(name);
  if (squeezed === field) return 1;
  if (foldCase(squeezed) === folded) return 2;
  return name === alias ? 3 : UNRELATED;
}
