/** Makes the outline of a shard from its columns, segment by segment (docs/formats/shard.md). */
import type { ShardOutline, StandingEvents } from '@shared/contract/shard-outline';
import { type ColumnEntry, textsOf } from '@shared/model/columns';
import { foldCase } from '@shared/model/fold-case';
import { exactKeysIn } from './exact-values';
import { FieldOutline } from './field-outline';
import { TrigramSet } from './trigram-set';
import { filterOf } from './value-filter';

/** More things than this would say "may be" to everything. */
const MOST_KEYS = 1 << 17;
/** Of hashes and addresses: a filter of more says "may be" too often to be worth its bytes. */
const MOST_EXACT = 1 << 16;
/** Fields of hostile logs are told apart no further. */
const MOST_FIELDS = 4_096;

export class OutlineBuilder {
  readonly #trigrams = new TrigramSet(MOST_KEYS);
  /** By name in lower case. */
  readonly #fields = new Map<string, FieldOutline>();
  /** By exact name: events that have one text of it. */
  readonly #texts = new Map<string, number>();
  /** Keys of hashes and addresses; null once there are too many. */
  #exact: Set<number> | null = new Set();
  #isKnown = true;

  /** A column whose values are of many fields. */
  addSpill(): void {
    this.#isKnown = false;
  }

  /**
   * @param entries of one segment's column
   * @param texts events of the segment whose value is one text, neither null nor several
   */
  addColumn(name: string, entries: Iterable<ColumnEntry>, texts: number): void {
    this.#texts.set(name, (this.#texts.get(name) ?? 0) + texts);
    const field = this.#field(name.toLowerCase());
    for (const entry of entries) {
      if (typeof entry === 'string') this.#add(field, entry);
      else for (const text of textsOf(entry)) this.#add(field, text);
    }
  }

  /** What no field shows; asked for by its parts alone. */
  addRawTexts(entries: Iterable<ColumnEntry>): void {
    for (const entry of entries)
      for (const text of textsOf(entry)) this.#addText(text, foldCase(text));
  }

  #field(name: string): FieldOutline {
    const known = this.#fields.get(name) ?? new FieldOutline(name);
    if (this.#fields.size < MOST_FIELDS) this.#fields.set(name, known);
    else this.#isKnown &&= this.#fields.has(name);
    return known;
  }

  #add(field: FieldOutline, text: string): void {
    const folded = foldCase(text);
    this.#addText(text, folded);
    field.add(text, folded);
  }

  #addText(text: string, folded: string): void {
    this.#trigrams.add(folded);
    if (this.#exact !== null) exactKeysIn(text, folded, (key) => this.#exact?.add(key));
    if ((this.#exact?.size ?? 0) > MOST_EXACT) this.#exact = null;
  }

  /** @param count events of the whole shard */
  outline(count: number, events: StandingEvents): ShardOutline {
    const isEverywhere = (name: string): boolean =>
      [...this.#texts].some(([one, texts]) => one.toLowerCase() === name && texts === count);
    const listed = [...this.#fields].flatMap(([name, field]) => field.listed(isEverywhere(name)));
    if (!this.#isKnown) return { events, listed: [], filter: null, exact: null };
    const exact = this.#exact === null ? null : filterOf(this.#exact, this.#exact.size);
    return { events, listed, filter: this.#filter(), exact };
  }

  #filter(): Uint8Array | null {
    if (this.#trigrams.isFull) return null;
    const keys = new Set(this.#trigrams.keys());
    for (const field of this.#fields.values()) {
      for (const key of field.keys()) keys.add(key);
      if (keys.size > MOST_KEYS) return null;
    }
    return filterOf(keys, keys.size);
  }
}
