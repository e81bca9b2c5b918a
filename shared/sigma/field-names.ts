/** Which field of an event a rule's field name means (sigma.md 1.2). */
import { foldCase } from '@shared/model/fold-case';

const ALIASES: ReadonlyMap<string, string> = new Map([['computername', 'Computer']]);

/** The fields of records that stand in an object which a rule names: `a.b` in `A`. */
export function namesInside(names: readonly string[], object: string): readonly string[] {
  const start = `${foldCase(object)}.`;
  // Most names are of no object at all.
  return names.filter((name) => name.includes('.') && foldCase(name).startsWith(start));
}

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
