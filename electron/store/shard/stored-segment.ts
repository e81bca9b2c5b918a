/** The fixed columns of a segment, each unpacked when first asked for: a search reads few of them. */
import { decompress } from '../compression';
import type { Segment, SegmentPlaces } from '../event-store';
import type { Row } from '../sqlite';
import { fromPlanes, PlaneNumbers } from './byte-planes';
import { blob, guarded } from './shard-damage';
import { MOST_SEGMENT_EVENTS } from './shard-schema';

/** @throws RangeError where the row claims what no segment can be */
export function eventsOf(row: Row): number {
  const events = Number(row['events']);
  if (events >= 0 && events <= MOST_SEGMENT_EVENTS) return events;
  throw new RangeError(`a segment has ${events} events`);
}

/** The columns of one row, each let go of in its packed form once it is unpacked. */
class FixedColumns {
  readonly events: number;
  readonly #packed: Map<string, unknown>;

  constructor(row: Row, events: number) {
    this.events = events;
    this.#packed = new Map(Object.entries(row));
  }

  /** @throws CaseScopeError `shard-damaged` */
  planes(name: string, base: bigint): BigUint64Array {
    return guarded(() => fromPlanes(this.#unpack(name, this.events * 8), base));
  }

  /** @throws CaseScopeError `shard-damaged` */
  numbers(name: string): PlaneNumbers {
    return guarded(() => new PlaneNumbers(this.#unpack(name, this.events * 8)));
  }

  /** @throws CaseScopeError `shard-damaged` */
  flags(name: string): Uint8Array {
    return guarded(() => this.#unpack(name, this.events));
  }

  #unpack(name: string, bytes: number): Buffer {
    const unpacked = decompress(blob(this.#packed.get(name)), bytes);
    this.#packed.delete(name);
    return unpacked;
  }
}

/** What of a segment is read apart. */
export type SegmentPart = 'times' | 'recovered';

export class StoredSegment implements Segment {
  readonly id: number;
  readonly firstEvent: number;
  readonly events: number;
  readonly #timeBase: bigint;
  readonly #read: (part: SegmentPart) => Row;
  #timeColumns: FixedColumns | null = null;
  #times: BigUint64Array | null = null;
  #hasTime: Uint8Array | null = null;
  #recovered: Uint8Array | null = null;

  /**
   * @param read its other columns, when they are first asked for
   * @throws Error where the row claims what no segment can be
   */
  constructor(row: Row, read: (part: SegmentPart) => Row) {
    this.id = Number(row['id']);
    this.firstEvent = Number(row['first_event']);
    this.events = eventsOf(row);
    this.#timeBase = BigInt(String(row['time_base']));
    this.#read = read;
  }

  get times(): BigUint64Array {
    return (this.#times ??= this.#whenTold().planes('times', this.#timeBase));
  }

  get hasTime(): Uint8Array {
    return (this.#hasTime ??= this.#whenTold().flags('has_time'));
  }

  get recovered(): Uint8Array {
    return (this.#recovered ??= new FixedColumns(this.#read('recovered'), this.events).flags(
      'recovered',
    ));
  }

  /** Who asks for one of the two asks for both. */
  #whenTold(): FixedColumns {
    return (this.#timeColumns ??= new FixedColumns(this.#read('times'), this.events));
  }
}

export class StoredPlaces implements SegmentPlaces {
  readonly #columns: FixedColumns;
  #offsets: PlaneNumbers | null = null;
  #recordIds: PlaneNumbers | null = null;
  #hasRecordId: Uint8Array | null = null;

  /** @throws Error where the row claims what no segment can be */
  constructor(row: Row) {
    this.#columns = new FixedColumns(row, eventsOf(row));
  }

  get offsets(): PlaneNumbers {
    return (this.#offsets ??= this.#columns.numbers('offsets'));
  }

  get recordIds(): PlaneNumbers {
    return (this.#recordIds ??= this.#columns.numbers('record_ids'));
  }

  get hasRecordId(): Uint8Array {
    return (this.#hasRecordId ??= this.#columns.flags('has_record_id'));
  }
}
