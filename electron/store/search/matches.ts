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
/** File, number, whether there is a time, and the time; its place in the order comes later. */
const EVENT_BYTES = 4 + 4 + 1 + 8;
/** Room is made in such steps at least, so that copying stays rare. */
const GROWTH = 1.5;
/** Room beyond what is to be expected. */
const SPARE = 1.1;

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
  readonly #ofEvents: number;
  #seen = 0;
  #count = 0;
  #timed = 0;

  /** @param ofEvents how many are searched; tells how much room a list will need that has begun to fill */
  constructor(ofEvents: number) {
    this.#ofEvents = ofEvents;
  }

  get count(): number {
    return this.#count;
  }

  /** What it takes in memory, with the room that is left. */
  get heldBytes(): number {
    return this.#files.length * EVENT_BYTES + this.#count * 4;
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
  add(file: number, segment: MatchedSegment, flags: Uint8Array): void {
    const matching = countOnes(flags);
    this.#reserve(matching, flags.length);
    if (matching === flags.length) this.#addAll(segment);
    else this.#addSome(segment, flags);
    this.#files.fill(file, this.#count, this.#count + matching);
    this.#timed += countOnes(this.#hasTime.subarray(this.#count, this.#count + matching));
    this.#count += matching;
  }

  #addAll({ firstEvent, times, hasTime }: MatchedSegment): void {
    this.#times.set(times, this.#count);
    this.#hasTime.set(hasTime, this.#count);
    for (let event = 0; event < hasTime.length; event++)
      this.#events[this.#count + event] = firstEvent + event;
  }

  #addSome({ firstEvent, times, hasTime }: MatchedSegment, flags: Uint8Array): void {
    const words = wordsOf(times);
    for (let event = 0, at = this.#count; event < flags.length; event++) {
      if (flags[event] !== 1) continue;
      this.#events[at] = firstEvent + event;
      this.#hasTime[at] = hasTime[event] ?? 0;
      this.#words[2 * at] = words[2 * event] ?? 0;
      this.#words[2 * at + 1] = words[2 * event + 1] ?? 0;
      at++;
    }
  }

  /** Room for some more of some events; where it has to be made, for as many as go on like those before. */
  #reserve(more: number, events: number): void {
    this.#seen += events;
    const needed = this.#count + more;
    if (needed <= this.#files.length) return;
    const expected = Math.ceil((needed / this.#seen) * this.#ofEvents * SPARE);
    const grown = Math.max(expected, Math.ceil(this.#files.length * GROWTH));
    const length = Math.max(needed, Math.min(grown, this.#ofEvents));
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

function countOnes(flags: Uint8Array): number {
  let ones = 0;
  for (let at = 0; at < flags.length; at++) if (flags[at] === 1) ones++;
  return ones;
}

/** What `set` of all kinds of typed arrays can do. */
interface Settable<Numbers> {
  set(numbers: Numbers): void;
}

function wider<Numbers extends Settable<Numbers>>(old: Numbers, fresh: Numbers): Numbers {
  fresh.set(old);
  return fresh;
}
