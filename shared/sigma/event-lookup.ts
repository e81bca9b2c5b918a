/** One event as rules see it: field look-up by rule name, folded texts kept while its rules are evaluated. */
import type { EventFields } from '@shared/model/event';
import { foldCase } from '@shared/model/fold-case';

const ALIASES: ReadonlyMap<string, string> = new Map([['computername', 'Computer']]);

/** Per list of names: the position a rule's field name leads to, -1 where it leads nowhere. */
const positions = new WeakMap<readonly string[], Map<string, number>>();

const squeeze = (name: string): string => name.replaceAll(' ', '');

/** Exact name, then with spaces removed, then ignoring letter case (sigma.md 1.2). */
function findPosition(names: readonly string[], field: string): number {
  const exact = names.indexOf(field);
  if (exact >= 0) return exact;
  const squeezed = names.findIndex((name) => squeeze(name) === field);
  if (squeezed >= 0) return squeezed;
  const folded = foldCase(field);
  const ignoringCase = names.findIndex((name) => foldCase(squeeze(name)) === folded);
  const alias = ALIASES.get(folded);
  return ignoringCase >= 0 || alias === undefined ? ignoringCase : names.indexOf(alias);
}

const NO_TEXTS: readonly string[] = [];

export class EventLookup {
  readonly event: EventFields;
  readonly #positions: Map<string, number>;
  readonly #texts: (readonly string[] | undefined)[] = [];
  readonly #folded: (readonly string[] | undefined)[] = [];

  constructor(event: EventFields) {
    this.event = event;
    let known = positions.get(event.names);
    if (known === undefined) {
      known = new Map();
      positions.set(event.names, known);
    }
    this.#positions = known;
  }

  /** -1 where the event has no such field. */
  position(field: string): number {
    const known = this.#positions.get(field);
    if (known !== undefined) return known;
    const position = findPosition(this.event.names, field);
    this.#positions.set(field, position);
    return position;
  }

  /** The texts of a field: one, or the elements of a tuple; none for an absent or null field. */
  texts(position: number): readonly string[] {
    const known = this.#texts[position];
    if (known !== undefined) return known;
    const value = this.event.values[position];
    let texts = NO_TEXTS;
    if (typeof value === 'string') texts = [value];
    else if (Array.isArray(value)) texts = value.filter((element) => element !== null);
    this.#texts[position] = texts;
    return texts;
  }

  folded(position: number): readonly string[] {
    const known = this.#folded[position];
    if (known !== undefined) return known;
    const folded = this.texts(position).map(foldCase);
    this.#folded[position] = folded;
    return folded;
  }
}
