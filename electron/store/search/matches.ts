/** Events that match a search, in order, as typed arrays: some 21 bytes each, however many there are. */
import type { FileTime } from '@shared/model/file-time';
import type { Segment } from '../event-store';
import { TimeOrder } from './time-order';
import { wordsOf } from './time-words';

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

/** What of a segment is kept of each event that matches. */
type MatchedSegment = Pick<Segment, 'firstEvent' | 'times' | 'hasTime'>;

const FIRST_ROOM = 1_024;
/** Room for more events is made in such steps, so that copying stays rare and little of it is left over. */
const GROWTH = 1.5;

/** Events are added file by file, each file's in their order. */
export class MatchList {
  #files = new Uint32Array(FIRST_ROOM);
  #events = new Uint32Array(FIRST_ROOM);
  #hasTime = new Uint8Array(FIRST_ROOM);
  #times = new BigUint64Array(FIRST_ROOM);
  #words = wordsOf(this.#times);
  /** Those without a time, in the order they were added. */
  #untimed = new Uint32Array(0);
  #order = new TimeOrder(this.#words, new Uint32Array(0));
  #sorted: 'asc' | 'desc' = 'asc';
  #count = 0;
  #timed = 0;

  get count(): number {
    return this.#count;
  }

  /** How many have a time. */
  get timed(): number {
    return this.#timed;
  }

  /** The events of a file, ascending. @param file position among those searched */
  eventsOf(file: number): Uint32Array {
    const files = this.#files.subarray(0, this.#count);
    return this.#events.subarray(firstFrom(files, file), firstFrom(files, file + 1));
  }

  /** The event's time, where the list has it: null where it has none, undefined where it is not in the list. */
  timeOf(file: number, event: number): FileTime | null | undefined {
    const events = this.eventsOf(file);
    const at = firstFrom(events, event);
    if (events[at] !== event) return undefined;
    return this.#timeAt((events.byteOffset - this.#events.byteOffset) / 4 + at);
  }

  #timeAt(position: number): FileTime | null {
    return this.#hasTime[position] === 1 ? ((this.#times[position] ?? 0n) as FileTime) : null;
  }

  /** The time at a place in the order of time, whatever the rows are sorted by; `rank` is below `timed`. */
  timeAtRank(rank: number): FileTime {
    return this.#timeAt(this.#order.at(rank) ?? 0) ?? (0n as FileTime);
  }

  /** How many happened before a time. */
  rankOf(time: bigint): number {
    let [low, high] = [0, this.#timed];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.timeAtRank(middle) < time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The first row at or behind a time, in the order the rows are sorted by. */
  rowAt(time: bigint): number {
    return this.#sorted === 'asc' ? this.rankOf(time) : this.#timed - this.rankOf(time + 1n);
  }

  /** Events of one segment that come behind all there are. @param flags one per event of the segment, 1 adds it */
  add(file: number, { firstEvent, times, hasTime }: MatchedSegment, flags: Uint8Array): void {
    this.#reserve(flags.length);
    const words = wordsOf(times);
    for (let event = 0; event < flags.length; event++) {
      if (flags[event] !== 1) continue;
      const at = this.#count++;
      this.#files[at] = file;
      this.#events[at] = firstEvent + event;
      this.#words[2 * at] = words[2 * event] ?? 0;
      this.#words[2 * at + 1] = words[2 * event + 1] ?? 0;
      if (hasTime[event] !== 1) continue;
      this.#hasTime[at] = 1;
      this.#timed++;
    }
  }

  #reserve(more: number): void {
    const needed = this.#count + more;
    if (needed <= this.#files.length) return;
    const length = Math.max(needed, Math.ceil(this.#files.length * GROWTH));
    this.#files = wider(this.#files, new Uint32Array(length));
    this.#events = wider(this.#events, new Uint32Array(length));
    this.#hasTime = wider(this.#hasTime, new Uint8Array(length));
    this.#times = wider(this.#times, new BigUint64Array(length));
    this.#words = wordsOf(this.#times);
  }

  /**
   * By time, then file, then place in the file, so that pages never depend on chance; the other way round
   * all of it turned. Events without a time come last either way.
   */
  sort(order: 'asc' | 'desc'): void {
    this.#sorted = order;
    const timed = new Uint32Array(this.#timed);
    this.#untimed = new Uint32Array(this.#count - this.#timed);
    let before = 0;
    for (let at = 0; at < this.#count; at++) {
      if (this.#hasTime[at] === 1) timed[before++] = at;
      else this.#untimed[at - before] = at;
    }
    this.#order = new TimeOrder(this.#words, timed);
  }

  at(row: number): Match | null {
    const position = this.#positionAt(row);
    if (position === undefined) return null;
    return { file: this.#files[position] ?? 0, event: this.#events[position] ?? 0 };
  }

  #positionAt(row: number): number | undefined {
    const ascending = this.#sorted === 'asc';
    if (row < this.#timed) return this.#order.at(ascending ? row : this.#timed - 1 - row);
    return this.#untimed[ascending ? row - this.#timed : this.#count - 1 - row];
  }
}

/** What `set` of all kinds of typed arrays can do. */
interface Settable<Numbers> {
  set(numbers: Numbers): void;
}

function wider<Numbers extends Settable<Numbers>>(old: Numbers, fresh: Numbers): Numbers {
  fresh.set(old);
  return fresh;
}
