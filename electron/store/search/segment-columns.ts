/** One segment as a search reads it: of a file's own shard, of a pack, or the part of a pack that is one file's. */
import type { FieldValue } from '@shared/model/event';
import type { FileTime } from '@shared/model/file-time';
import type { Segment, SegmentPlaces, StoredGeneration } from '../event-store';
import type { FieldNames } from '../shard/field-names';
import { fixedPart, timeIn, unspill } from '../shard/segment-events';
import { SPILL_FIELD } from '../shard/shard-schema';
import type { LazyColumn } from '../shard/stored-column';

/** Objects of a segment and the packed parts of its row. */
const OVERHEAD_BYTES = 2_048;
const FIELD_BYTES = 8;
/** A time of 8 bytes and two flags. */
const EVENT_BYTES = 10;

/** Where the parts of a segment come from. What was answered stays good when the shard's file is closed. */
export interface SegmentSource {
  readonly key: string;
  readonly fields: FieldNames;
  open(): Pick<StoredGeneration, 'fieldsIn' | 'document'>;
  segment(): Segment;
  /** Kept by whoever answers, while in use; so are the places. */
  column(field: number): LazyColumn | null;
  places(): SegmentPlaces;
}

export interface EventField {
  readonly name: string;
  readonly value: FieldValue;
}

export class SegmentColumns {
  /** Tells it from all others its reader has, now or later. */
  readonly key: string;
  readonly fieldNames: FieldNames;
  readonly segment: Segment;
  readonly #source: SegmentSource;
  #fieldIds: readonly number[] | null = null;

  constructor(source: SegmentSource) {
    this.key = source.key;
    this.fieldNames = source.fields;
    this.#source = source;
    this.segment = source.segment();
  }

  /** Whether events have fields beyond those with a column of their own. */
  get spills(): boolean {
    return this.column(SPILL_FIELD) !== null;
  }

  /** An open reader, whether or not the one before was closed. */
  open(): ReturnType<SegmentSource['open']> {
    return this.#source.open();
  }

  /** What it takes in memory beside columns and places, everything of it unpacked. */
  get heldBytes(): number {
    return OVERHEAD_BYTES + this.fieldNames.names.length * FIELD_BYTES + this.events * EVENT_BYTES;
  }

  /** Looked up when first asked for: most searches know the fields they want. */
  get fieldIds(): readonly number[] {
    return (this.#fieldIds ??= this.#source.open().fieldsIn(this.segment.id));
  }

  get events(): number {
    return this.segment.events;
  }

  /** Offsets of the records, event by event. */
  get offsets(): Iterable<bigint> {
    return this.#source.places().offsets;
  }

  /** Of a field, or `RAW_TEXTS`. Null where no event of the segment has it. */
  column(field: number): LazyColumn | null {
    return this.#source.column(field);
  }

  /** Names and values an event keeps in the spill column. */
  spilled(event: number): { readonly names: string[]; readonly values: FieldValue[] } {
    const names: string[] = [];
    const values: FieldValue[] = [];
    const column = this.column(SPILL_FIELD);
    if (column !== null) unspill(column.valueAt(event) ?? null, names, values);
    return { names, values };
  }

  /** The value of a field by exact name; undefined where the event lacks it. */
  value(event: number, name: string): FieldValue | undefined {
    const id = this.fieldNames.idOf(name);
    const column = id === undefined ? null : this.column(id);
    const value = column?.valueAt(event);
    if (value !== undefined || !this.spills) return value;
    const { names, values } = this.spilled(event);
    const at = names.indexOf(name);
    return at < 0 ? undefined : values[at];
  }

  /** All fields of an event. */
  fields(event: number): EventField[] {
    return [...this.fieldsNamed(event, () => true)];
  }

  /** Fields of an event by name, each read when it is come to: whoever stops early spares the others. */
  *fieldsNamed(event: number, isWanted: (name: string) => boolean): Generator<EventField> {
    for (const id of this.fieldIds) {
      if (id === SPILL_FIELD) continue;
      const name = this.fieldNames.of(id);
      const value = isWanted(name) ? this.column(id)?.valueAt(event) : undefined;
      if (value !== undefined) yield { name, value };
    }
    if (!this.spills) return;
    const { names, values } = this.spilled(event);
    for (const [at, name] of names.entries())
      if (isWanted(name)) yield { name, value: values[at] ?? null };
  }

  time(event: number): FileTime | null {
    return timeIn(this.segment, event);
  }

  fixed(event: number): ReturnType<typeof fixedPart> {
    return fixedPart(this.segment, this.#source.places(), event);
  }
}

/** The first text of a value; null where it has none. */
export function firstTextOf(value: FieldValue | undefined): string | null {
  if (value === undefined || value === null || typeof value === 'string') return value ?? null;
  return value.find((element) => element !== null) ?? null;
}

/** All texts of a value as one line. */
export function lineOf(value: FieldValue | undefined): string | null {
  if (value === undefined || value === null || typeof value === 'string') return value ?? null;
  return value.map((element) => element ?? '').join(' | ');
}
