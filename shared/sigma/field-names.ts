/** Which field of an event a rule's field name means (sigma.md 1.2). */
import { foldCase } from '@shared/model/fold-case';

const ALIASES: ReadonlyMap<string, string> = new Map([['computername', 'Computer']]);

/** Whether a record's field stands in an object that a rule names: `a.b` in `A`. */
export const isInside = (name: string, object: string): boolean =>
  name.length > object.length && foldCase(name).startsWith(`${foldCase(object)}.`);

const squeeze = (name: string): string => name.replaceAll(' ', '');

/** The names that some events have, to be found by what rules call them. */
export class FieldNames {
  readonly #exact: ReadonlySet<string>;
  readonly #bySqueezed = new Map<string, string[]>();
  readonly #byFolded = new Map<string, string[]>();

  constructor(names: readonly string[]) {
    this.#exact = new Set(names);
    // Of several names that differ in letter case or spaces, the order is that of their texts.
    for (const name of names.toSorted()) {
      const squeezed = squeeze(name);
      file(this.#bySqueezed, squeezed, name);
      file(this.#byFolded, foldCase(squeezed), name);
    }
  }

  /**
   * The names a rule's field may have, the best first: as written, then with spaces removed, then ignoring
   * letter case, then a known alias. An event is read under the first one it has.
   */
  meantBy(field: string): readonly string[] {
    const folded = foldCase(field);
    const alias = ALIASES.get(folded);
    const meant = new Set([
      ...(this.#exact.has(field) ? [field] : []),
      ...(this.#bySqueezed.get(field) ?? []),
      ...(this.#byFolded.get(folded) ?? []),
      ...(alias !== undefined && this.#exact.has(alias) ? [alias] : []),
    ]);
    return [...meant];
  }
}

function file(names: Map<string, string[]>, key: string, name: string): void {
  const others = names.get(key);
  if (others === undefined) names.set(key, [name]);
  else others.push(name);
}
