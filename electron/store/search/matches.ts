/** Events that match a search, in order, as typed arrays: some 21 bytes each, however many there are. */
import type { FileTime } from '@shared/model/file-time';
import { MatchColumns, type MatchedSegment } from './match-columns';
import { TimeOrder } from './time-order';

export interface Match {
  /** Position of the file among those searched. */
  readonly file: number;
  readonly event: number;
}

/** Position of the first that is not below the wanted one, in numbers that ascend. */
function firstFrom(numbers: Uint32Array, wanted: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** In the order of time. */
const PLACE_BYTES = 4;

/** Events are added file by file, each file's in their order. */
export class MatchList {
  readonly #columns: MatchColumns;
  /** Those without a time, in the order they were added. */
  #untimed = new Uint32Array(0);
  #order = new TimeOrder(new Uint32Array(0), new Uint32Array(0));
  #sorted: 'asc' | 'desc' = 'asc';

  /** @param ofEvents how many are searched */
  constructor(ofEvents: number) {
    this.#columns = new MatchColumns(ofEvents);
  }

  get count(): number {
    return this.#columns.count;
  }

  /** What it takes in memory, with the room that is left. */
  get heldBytes(): number {
    return this.#columns.heldBytes + this.count * PLACE_BYTES;
  }

  /** How many have a time. */
  get timed(): number {
    return this.#columns.timed;
  }

  /** The events of a file, ascending. @param file position among those searched */
  eventsOf(file: number): Uint32Array {
    const files = this.#columns.files.subarray(0, this.count);
    return this.#columns.events.subarray(firstFrom(files, file), firstFrom(files, file + 1));
  }

  /** The event's time, where the list has it: null where it has none, undefined where it is not in the list. */
  timeOf(file: number, event: number): FileTime | null | undefined {
    const events = this.eventsOf(file);
    const at = firstFrom(events, event);
    if (events[at] !== event) return undefined;
    return this.#timeAt((events.byteOffset - this.#columns.events.byteOffset) / 4 + at);
  }

  #timeAt(position: number): FileTime | null {
    return this.#columns.hasTime[position] === 1
      ? ((this.#columns.times[position] ?? 0n) as FileTime)
      : null;
  }

  /** The time at a place in the order of time, whatever the rows are sorted by; `rank` is below `timed`. */
  timeAtRank(rank: number): FileTime {
    return this.#timeAt(this.#order.at(rank) ?? 0) ?? (0n as FileTime);
  }

  /** The event there, and its position among the flags `without` takes. */
  placedAtRank(rank: number): { readonly position: number; readonly match: Match } {
    const position = this.#order.at(rank) ?? 0;
    return { position, match: this.#matchAt(position) };
  }

  /** The list without some of its events. @param dropped one flag for each position, 1 leaves it out */
  without(dropped: Uint8Array): MatchList {
    const others = new MatchList(this.count);
    others.#columns.addFrom(this.#columns, dropped);
    others.sort(this.#sorted);
    return others;
  }

  /** How many happened before a time. */
  rankOf(time: bigint): number {
    let [low, high] = [0, this.timed];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.timeAtRank(middle) < time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The first row at or behind a time, in the order the rows are sorted by. */
  rowAt(time: bigint): number {
    return this.#sorted === 'asc' ? this.rankOf(time) : this.timed - this.rankOf(time + 1n);
  }

  /** Events of one segment that come behind all there are. @param flags one per event of the segment, 1 adds it */
  add(file: number, segment: MatchedSegment, flags: Uint8Array): void {
    this.#columns.add(file, segment, flags);
  }

  /**
   * By time, then file, then place in the file, so that pages never depend on chance; the other way round
   * all of it turned. Events without a time come last either way.
   */
  sort(order: 'asc' | 'desc'): void {
    this.#sorted = order;
    const { count, hasTime } = this.#columns;
    const timed = new Uint32Array(this.timed);
    const untimed = new Uint32Array(count - this.timed);
    for (let at = 0, before = 0; at < count; at++) {
      if (hasTime[at] === 1) timed[before++] = at;
      else untimed[at - before] = at;
    }
    this.#untimed = untimed;
    this.#order = new TimeOrder(this.#columns.words, timed);
  }

  at(row: number): Match | null {
    const position = this.#positionAt(row);
    return position === undefined ? null : this.#matchAt(position);
  }

  #matchAt(position: number): Match {
    return { file: this.#columns.files[position] ?? 0, event: this.#columns.events[position] ?? 0 };
  }

  #positionAt(row: number): number | undefined {
    const ascending = this.#sorted === 'asc';
    if (row < this.timed) return this.#order.at(ascending ? row : this.timed - 1 - row);
    return this.#untimed[ascending ? row - this.timed : this.count - 1 - row];
  }
}
