/** What the outline of a shard says of one field, whatever letter case its name is written in. */
import {
  LISTED_FIELDS,
  type ListedField,
  LONGEST_LISTED_VALUE,
  MOST_LISTED_VALUES,
} from '@shared/contract/shard-outline';
import { fieldKey, openKey, valueKeys } from './filter-keys';
import { UnindexedShapes } from './unindexed-shapes';

/** A field with more values than this is open: the filter does not know them. */
const MOST_VALUES = 1_024;

export class FieldOutline {
  readonly #name: string;
  readonly #valueKey: (folded: string) => number;
  /** Null once there are too many. */
  #values: Set<number> | null = new Set();
  /** Null where the field is not listed. */
  #listed: Set<string> | null;
  readonly #shapes = new UnindexedShapes();

  /** @param name in lower case */
  constructor(name: string) {
    this.#name = name;
    this.#valueKey = valueKeys(name);
    this.#listed = LISTED_FIELDS.includes(name) ? new Set() : null;
  }

  add(text: string, folded: string): void {
    this.#list(text);
    this.#count(folded);
    this.#shapes.add(text, () => folded);
  }

  #list(text: string): void {
    if (this.#listed === null) return;
    this.#listed.add(text);
    if (text.length > LONGEST_LISTED_VALUE || this.#listed.size > MOST_LISTED_VALUES)
      this.#listed = null;
  }

  #count(folded: string): void {
    this.#values?.add(this.#valueKey(folded));
    if ((this.#values?.size ?? 0) > MOST_VALUES) this.#values = null;
  }

  listed(isEverywhere: boolean): ListedField[] {
    if (this.#listed === null) return [];
    return [{ name: this.#name, values: [...this.#listed], isEverywhere }];
  }

  *keys(): Generator<number> {
    yield fieldKey(this.#name);
    if (this.#values === null) yield openKey(this.#name);
    else yield* this.#values;
    yield* this.#shapes.keys(this.#name);
  }
}
