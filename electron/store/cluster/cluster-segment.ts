/** A stretch of events from the cluster, laid out in columns as a shard has them. */
import type { Column } from '@shared/model/columns';
import { type FieldValue, RECOVERIES } from '@shared/model/event';
import type { Segment, SegmentPlaces } from '../event-store';
import { ColumnBuilder } from '../shard/column-builder';
import type { FieldNames } from '../shard/field-names';
import { RAW_TEXTS, SPILL_FIELD } from '../shard/shard-schema';
import { SPILL_SEPARATOR } from '../shard/shard-writer';
import type { ClusterEvent } from './event-document';

export class ClusterSegment implements Segment, SegmentPlaces {
  readonly id: number;
  readonly firstEvent: number;
  readonly stored: readonly ClusterEvent[];
  readonly times: BigUint64Array;
  readonly hasTime: Uint8Array;
  readonly recovered: Uint8Array;
  readonly offsets: BigUint64Array;
  readonly recordIds: BigUint64Array;
  readonly hasRecordId: Uint8Array;
  readonly #columns = new Map<number, ColumnBuilder>();

  constructor(id: number, firstEvent: number, stored: readonly ClusterEvent[], names: FieldNames) {
    this.id = id;
    this.firstEvent = firstEvent;
    this.stored = stored;
    this.times = BigUint64Array.from(stored, ({ time }) => time ?? 0n);
    this.hasTime = Uint8Array.from(stored, ({ time }) => (time === null ? 0 : 1));
    this.recovered = Uint8Array.from(stored, ({ recovery }) => RECOVERIES.indexOf(recovery));
    this.offsets = BigUint64Array.from(stored, ({ offsetBytes }) => BigInt(offsetBytes));
    this.recordIds = BigUint64Array.from(stored, ({ recordId }) => BigInt(recordId ?? 0));
    this.hasRecordId = Uint8Array.from(stored, ({ recordId }) => (recordId === null ? 0 : 1));
    stored.forEach((event, at) => this.#layOut(event, at, names));
  }

  #layOut({ names, values, rawTexts }: ClusterEvent, at: number, known: FieldNames): void {
    const spilled: string[] = [];
    names.forEach((name, place) => {
      const [field, value] = [known.idOf(name), values[place] ?? null];
      if (field !== undefined) this.#add(field, at, value);
      else spilled.push(`${name}${SPILL_SEPARATOR}${JSON.stringify(value)}`);
    });
    if (spilled.length > 0) this.#add(SPILL_FIELD, at, spilled);
    if (rawTexts.length > 0) this.#add(RAW_TEXTS, at, rawTexts);
  }

  #add(field: number, at: number, value: FieldValue): void {
    const column = this.#columns.get(field) ?? new ColumnBuilder();
    this.#columns.set(field, column);
    column.add(at, value);
  }

  get events(): number {
    return this.stored.length;
  }

  /** Ascending; raw texts are none. */
  get fields(): readonly number[] {
    const fields = [...this.#columns.keys()].filter((field) => field !== RAW_TEXTS);
    return fields.toSorted((a, b) => a - b);
  }

  column(field: number): Column | null {
    const column = this.#columns.get(field);
    if (column === undefined) return null;
    return { entries: column.entries, codes: column.codes(this.events) };
  }
}
