/** A segment of a stored generation as the engines take events, columns decoded when first asked for. */
import type { Column, EventColumns, SearchableColumn } from '@shared/model/columns';
import type { StoredGeneration } from './event-store';
import { SPILL_FIELD } from './shard/shard-schema';
import { spilledColumns } from './shard/spilled-columns';

export class SegmentEventColumns implements EventColumns {
  readonly events: number;
  readonly names: readonly string[];
  readonly #generation: StoredGeneration;
  readonly #segment: number;
  readonly #spilled: ReadonlyMap<string, Column>;
  readonly #known = new Map<string, Column | SearchableColumn | null>();

  constructor(generation: StoredGeneration, segment: number, events: number) {
    this.events = events;
    this.#generation = generation;
    this.#segment = segment;
    const fields = generation.fieldsIn(segment);
    const spill = fields.includes(SPILL_FIELD) ? generation.column(segment, SPILL_FIELD) : null;
    this.#spilled = spill === null ? new Map() : spilledColumns(spill);
    const own = fields.filter((field) => field !== SPILL_FIELD);
    this.names = [...own.map((field) => generation.head.fields.of(field)), ...this.#spilled.keys()];
  }

  column(name: string): Column | SearchableColumn | null {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const id = this.#generation.head.fields.idOf(name);
    const stored = id === undefined ? null : this.#generation.column(this.#segment, id);
    const column = stored ?? this.#spilled.get(name) ?? null;
    this.#known.set(name, column);
    return column;
  }
}
