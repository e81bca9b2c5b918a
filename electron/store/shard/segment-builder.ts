/** Collects events into columns until the segment is full, then writes it (docs/formats/shard.md). */
import type { Column } from '@shared/model/columns';
import { type EventRecord, RECOVERIES } from '@shared/model/event';
import { formatFileTime } from '@shared/model/time-text';
import type { FileTime } from '@shared/model/file-time';
import { compress } from '../compression';
import type { Segment } from '../event-store';
import type { SqliteWriter, Statement } from '../sqlite';
import { toPlanes } from './byte-planes';
import { ColumnBuilder } from './column-builder';
import { encodeDictionary } from './dictionary';
import {
  FIELDS_PER_SEGMENT,
  MOST_SEGMENT_BYTES,
  MOST_SEGMENT_EVENTS,
  RAW_TEXTS,
} from './shard-schema';
import type { ValueIndexWriter } from './value-index';

export interface SegmentStatements {
  readonly segment: Statement;
  readonly column: Statement;
  readonly index: ValueIndexWriter;
}

export function segmentStatements(
  writer: SqliteWriter,
  index: ValueIndexWriter,
): SegmentStatements {
  return {
    segment: writer.prepare(`INSERT INTO segment VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`),
    column: writer.prepare(`INSERT INTO col VALUES (?, ?, ?, ?, ?, ?, ?)`),
    index,
  };
}

export class SegmentBuilder {
  readonly #id: number;
  readonly #firstEvent: number;
  readonly #columns = new Map<number, ColumnBuilder>();
  readonly #times: bigint[] = [];
  readonly #hasTime: number[] = [];
  readonly #offsets: bigint[] = [];
  readonly #recordIds: bigint[] = [];
  readonly #hasRecordId: number[] = [];
  readonly #recovered: number[] = [];
  #textBytes = 0;

  constructor(id: number, firstEvent: number) {
    this.#id = id;
    this.#firstEvent = firstEvent;
  }

  get events(): number {
    return this.#times.length;
  }

  get isFull(): boolean {
    return this.events >= MOST_SEGMENT_EVENTS || this.#textBytes >= MOST_SEGMENT_BYTES;
  }

  /** Begins an event; its fields follow by `addField`. */
  addEvent(event: EventRecord): void {
    this.#times.push(event.time ?? 0n);
    this.#hasTime.push(event.time === null ? 0 : 1);
    this.#offsets.push(BigInt(event.offsetBytes));
    this.#recordIds.push(event.recordId === null ? 0n : BigInt(event.recordId));
    this.#hasRecordId.push(event.recordId === null ? 0 : 1);
    this.#recovered.push(RECOVERIES.indexOf(event.recovery));
  }

  /** A field of the event begun last. */
  addField(field: number, value: EventRecord['values'][number]): void {
    this.#addTo(field, (column) => column.add(this.events - 1, value));
  }

  /** What the event begun last says beside its fields. */
  addRawTexts(texts: readonly string[]): void {
    if (texts.length > 0)
      this.#addTo(RAW_TEXTS, (column) => column.addShared(this.events - 1, texts));
  }

  /** All events of another segment behind those there are; their columns follow by `addColumn`, their places nowhere. */
  addEvents({ events, times, hasTime, recovered }: Segment): void {
    for (let event = 0; event < events; event++) {
      this.#times.push(times[event] ?? 0n);
      this.#hasTime.push(hasTime[event] ?? 0);
      this.#recovered.push(recovered[event] ?? 0);
    }
  }

  /** A field of the events that were added together last. */
  addColumn(field: number, { entries, codes }: Column): void {
    const first = this.events - codes.length;
    this.#addTo(field, (column) => column.addAll(first, { entries, codes }));
  }

  #addTo(field: number, add: (column: ColumnBuilder) => void): void {
    let column = this.#columns.get(field);
    if (column === undefined) {
      column = new ColumnBuilder();
      this.#columns.set(field, column);
    }
    const before = column.textBytes;
    add(column);
    this.#textBytes += column.textBytes - before;
  }

  /** @param see told of every column */
  write(statements: SegmentStatements, see: (field: number, column: ColumnBuilder) => void): void {
    this.#writeSegment(statements.segment);
    for (const field of [...this.#columns.keys()].toSorted((a, b) => a - b)) {
      const column = this.#columns.get(field);
      if (column === undefined) continue;
      this.#writeColumn(field, column, statements);
      see(field, column);
    }
  }

  #writeSegment(statement: Statement): void {
    const known = this.#times.filter((_, at) => this.#hasTime[at] === 1);
    const first = known.reduce<bigint | null>(
      (low, time) => (low === null || time < low ? time : low),
      null,
    );
    const last = known.reduce<bigint | null>(
      (high, time) => (high === null || time > high ? time : high),
      null,
    );
    const base = first ?? 0n;
    const times = BigUint64Array.from(this.#times, (time, at) =>
      this.#hasTime[at] === 1 ? time : base,
    );
    statement.run(
      this.#id,
      this.#firstEvent,
      this.events,
      timeText(first),
      timeText(last),
      base.toString(),
      compress(toPlanes(times, base)),
      compress(Uint8Array.from(this.#hasTime)),
      compress(toPlanes(BigUint64Array.from(this.#offsets), 0n)),
      compress(toPlanes(BigUint64Array.from(this.#recordIds), 0n)),
      compress(Uint8Array.from(this.#hasRecordId)),
      compress(Uint8Array.from(this.#recovered)),
    );
  }

  #writeColumn(field: number, column: ColumnBuilder, statements: SegmentStatements): void {
    const id = this.#id * FIELDS_PER_SEGMENT + field;
    const codes = column.codes(this.events);
    const dictionary = encodeDictionary(column.entries);
    statements.column.run(
      id,
      column.entries.length,
      column.present,
      codes.BYTES_PER_ELEMENT,
      dictionary.length,
      compress(dictionary),
      compress(new Uint8Array(codes.buffer)),
    );
    statements.index.add(id, column.entries);
  }
}

const timeText = (time: bigint | null): string | null =>
  time === null ? null : formatFileTime(time as FileTime);
