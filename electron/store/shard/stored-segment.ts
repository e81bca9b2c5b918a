/** The fixed columns of a segment, each unpacked when first asked for: a search reads few of them. */
import { decompress } from '../compression';
import type { Segment } from '../event-store';
import type { Row } from '../sqlite';
import { fromPlanes } from './byte-planes';
import { blob, guarded, sized } from './shard-damage';
import { MOST_SEGMENT_EVENTS } from './shard-schema';

type Planes = 'times' | 'offsets' | 'record_ids';
type Flags = 'has_time' | 'has_record_id' | 'recovered';

export class StoredSegment implements Segment {
  readonly id: number;
  readonly firstEvent: number;
  readonly events: number;
  readonly #row: Row;
  readonly #timeBase: bigint;
  readonly #planes: Partial<Record<Planes, BigUint64Array>> = {};
  readonly #flags: Partial<Record<Flags, Uint8Array>> = {};

  /** @throws Error where the row claims what no segment can be */
  constructor(row: Row) {
    this.id = Number(row['id']);
    this.firstEvent = Number(row['first_event']);
    this.events = Number(row['events']);
    this.#row = row;
    this.#timeBase = BigInt(String(row['time_base']));
    const isSize = this.events >= 0 && this.events <= MOST_SEGMENT_EVENTS;
    if (!isSize) throw new RangeError(`a segment has ${this.events} events`);
  }

  get times(): BigUint64Array {
    return this.#unpackPlanes('times');
  }

  get hasTime(): Uint8Array {
    return this.#unpackFlags('has_time');
  }

  get offsets(): BigUint64Array {
    return this.#unpackPlanes('offsets');
  }

  get recordIds(): BigUint64Array {
    return this.#unpackPlanes('record_ids');
  }

  get hasRecordId(): Uint8Array {
    return this.#unpackFlags('has_record_id');
  }

  get recovered(): Uint8Array {
    return this.#unpackFlags('recovered');
  }

  #unpackPlanes(name: Planes): BigUint64Array {
    return (this.#planes[name] ??= guarded(() => {
      const base = name === 'times' ? this.#timeBase : 0n;
      return fromPlanes(this.#unpack(name, this.events * 8), base);
    }));
  }

  #unpackFlags(name: Flags): Uint8Array {
    return (this.#flags[name] ??= guarded(() => this.#unpack(name, this.events)));
  }

  #unpack(name: Planes | Flags, bytes: number): Buffer {
    return sized(decompress(blob(this.#row[name]), bytes), bytes);
  }
}
