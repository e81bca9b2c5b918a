/** The lists of placeholders while a rule is compiled; what it names and has no list is told together. */
import type { Placeholders } from './item-value';
import { RuleNotRun } from './rule-error';

const STAND_IN = ['x'];

export class PlaceholderTexts {
  readonly #lists: Placeholders;
  readonly #unset = new Set<string>();

  constructor(lists: Placeholders) {
    this.#lists = lists;
  }

  /** Some text for a name without a list, so that what else is wrong is found as well: `refuseUnset` tells it. */
  of(name: string): readonly string[] {
    const list = Object.hasOwn(this.#lists, name) ? this.#lists[name] : undefined;
    if (list === undefined) this.#unset.add(name);
    return list ?? STAND_IN;
  }

  /** @throws RuleNotRun naming every placeholder that was asked for and has no list */
  refuseUnset(): void {
    const names = [...this.#unset].map((name) => `%${name}%`);
    if (names.length === 1) throw new RuleNotRun(`placeholder ${names.join()} has no list`);
    if (names.length > 1) throw new RuleNotRun(`placeholders ${names.join(', ')} have no list`);
  }
}
