/** The outline of a shard as searches ask it. */
import { type ListedField, LISTED_FIELDS, type ShardOutline } from '@shared/contract/shard-outline';
import { fieldKey, openKey, valueKeys } from './filter-keys';
import { mayHaveUnindexed } from './unindexed-shapes';
import { ValueFilter } from './value-filter';

/** What a search leans on: no answer is ever no where a value is there. */
export class Outline {
  readonly #outline: Omit<ShardOutline, 'events'>;
  #listed: ReadonlyMap<string, ListedField> | null = null;
  readonly #filter: ValueFilter | null;
  readonly #exact: ValueFilter | null;
  readonly heldBytes: number;

  constructor(outline: Omit<ShardOutline, 'events'>) {
    const { filter, exact } = outline;
    this.#outline = outline;
    this.#filter = filter === null ? null : new ValueFilter(filter);
    this.#exact = exact === null ? null : new ValueFilter(exact);
    this.heldBytes = OVERHEAD_BYTES + (filter?.length ?? 0) + (exact?.length ?? 0);
  }

  /** Every text the field has; null where they are not listed. @param name in lower case, as below */
  listed(name: string): ListedField | null {
    if (!LISTED_FIELDS.includes(name)) return null;
    this.#listed ??= new Map(this.#outline.listed.map((field) => [field.name, field]));
    return this.#listed.get(name) ?? null;
  }

  mayHaveField(name: string): boolean {
    return this.#mayHave(fieldKey(name));
  }

  /** @param folded a whole text of the field */
  mayHaveValue(name: string, folded: string): boolean {
    return this.#mayHave(openKey(name)) || this.#mayHave(valueKeys(name)(folded));
  }

  /** @param keys of runs of three characters that one value has (`trigramKeysOf`) */
  mayHaveTrigrams(keys: readonly number[]): boolean {
    return this.#filter?.hasAll(keys) ?? true;
  }

  /** @param key of a whole hash, address or small network (exact-values.ts) */
  mayHaveExact(key: number): boolean {
    return this.#exact?.has(key) ?? true;
  }

  /** As the function has it. */
  mayHaveUnindexed(name: string, shapes: readonly number[]): boolean {
    return this.#filter === null || mayHaveUnindexed(this.#filter, name, shapes);
  }

  #mayHave(key: number): boolean {
    return this.#filter?.has(key) ?? true;
  }
}

/** The lists, and objects around them. */
const OVERHEAD_BYTES = 4_096;
