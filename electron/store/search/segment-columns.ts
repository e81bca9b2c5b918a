/** Decoded columns of the segments in use, the least recently used given up first. */
import { type Column, valueAt } from '@shared/model/columns';
import type { FieldValue } from '@shared/model/event';
import type { GenerationHead, Segment } from '../event-store';
import type { ShardReader } from '../shard/shard-reader';
import { fixedPart, unspill } from '../shard/segment-events';
import { SPILL_FIELD } from '../shard/shard-schema';

/**
 * One segment of one shard, each column decoded when first asked for. The shard's file may be closed in
 * between: what was decoded stays, and `open` answers an open reader for the rest.
 */
export class SegmentColumns {
  readonly head: GenerationHead;
  readonly segment: Segment;
  readonly fieldIds: readonly number[];
  readonly open: () => ShardReader;
  readonly #columns = new Map<number, Column | null>();

  constructor(head: GenerationHead, id: number, open: () => ShardReader) {
    this.head = head;
    this.open = open;
    this.segment = open().segment(id);
    this.fieldIds = open().fieldsIn(id);
  }

  get events(): number {
    return this.segment.events;
  }

  get spills(): boolean {
    return this.fieldIds.at(-1) === SPILL_FIELD;
  }

  column(field: number): Column | null {
    const known = this.#columns.get(field);
    if (known !== undefined) return known;
    const column = this.open().column(this.segment.id, field);
    this.#columns.set(field, column);
    return column;
  }

  /** Names and values an event keeps in the spill column. */
  spilled(event: number): { readonly names: string[]; readonly values: FieldValue[] } {
    const names: string[] = [];
    const values: FieldValue[] = [];
    const column = this.column(SPILL_FIELD);
    if (column !== null) unspill(valueAt(column, event) ?? null, names, values);
    return { names, values };
  }

  /** The value of a field by exact name; undefined where the event lacks it. */
  value(event: number, name: string): FieldValue | undefined {
    const id = this.head.fields.idOf(name);
    const column = id === undefined ? null : this.column(id);
    const value = column === null ? undefined : valueAt(column, event);
    if (value !== undefined || !this.spills) return value;
    const { names, values } = this.spilled(event);
    const at = names.indexOf(name);
    return at < 0 ? undefined : values[at];
  }

  /** All fields of an event. */
  fields(event: number): { readonly name: string; readonly value: FieldValue }[] {
    const plain = this.fieldIds.flatMap((id): { name: string; value: FieldValue }[] => {
      if (id === SPILL_FIELD) return [];
      const column = this.column(id);
      const value = column === null ? undefined : valueAt(column, event);
      return value === undefined ? [] : [{ name: this.head.fields.of(id), value }];
    });
    if (!this.spills) return plain;
    const { names, values } = this.spilled(event);
    return [...plain, ...names.map((name, at) => ({ name, value: values[at] ?? null }))];
  }

  fixed(event: number): ReturnType<typeof fixedPart> {
    return fixedPart(this.segment, event);
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
