/** What is kept of each event that matches, side by side, with room that grows as events are added. */
import type { Segment } from '../event-store';
import { wordsOf } from './time-words';

/** What of a segment is kept of each event that matches. */
export type MatchedSegment = Pick<Segment, 'firstEvent' | 'times' | 'hasTime'>;

const FIRST_ROOM = 1_024;
/** File, number, whether there is a time, and the time; its place in the order comes later. */
const EVENT_BYTES = 4 + 4 + 1 + 8;
/** Room is made in such steps at least, so that copying stays rare. */
const GROWTH = 1.5;
/** Room beyond what is to be expected. */
const SPARE = 1.1;

export class MatchColumns {
  /** Positions of files among those searched. The arrays have room behind the last event. */
  files = new Uint32Array(FIRST_ROOM);
  events = new Uint32Array(FIRST_ROOM);
  hasTime = new Uint8Array(FIRST_ROOM);
  times = new BigUint64Array(FIRST_ROOM);
  words = wordsOf(this.times);
  count = 0;
  /** How many have a time. */
  timed = 0;
  readonly #ofEvents: number;
  #seen = 0;

  /** @param ofEvents how many are searched; tells how much room is needed by what has begun to fill */
  constructor(ofEvents: number) {
    this.#ofEvents = ofEvents;
  }

  /** What they take in memory, with the room that is left. */
  get heldBytes(): number {
    return this.files.length * EVENT_BYTES;
  }

  /** Events of one segment that come behind all there are. @param flags one per event of the segment, 1 adds it */
  add(file: number, segment: MatchedSegment, flags: Uint8Array): void {
    const matching = countOnes(flags);
    this.#reserve(matching, flags.length);
    if (matching === flags.length) this.#addAll(segment);
    else this.#addSome(segment, flags);
    this.files.fill(file, this.count, this.count + matching);
    this.timed += countOnes(this.hasTime.subarray(this.count, this.count + matching));
    this.count += matching;
  }

  /** What other columns hold. @param dropped one flag for each of their events, 1 leaves it out */
  addFrom(others: MatchColumns, dropped: Uint8Array): void {
    this.#reserve(others.count, others.count);
    for (let from = 0; from < others.count; from++) {
      if (dropped[from] === 1) continue;
      const at = this.count++;
      this.files[at] = others.files[from] ?? 0;
      this.events[at] = others.events[from] ?? 0;
      this.times[at] = others.times[from] ?? 0n;
      this.hasTime[at] = others.hasTime[from] ?? 0;
      this.timed += others.hasTime[from] ?? 0;
    }
  }

  #addAll({ firstEvent, times, hasTime }: MatchedSegment): void {
    this.times.set(times, this.count);
    this.hasTime.set(hasTime, this.count);
    for (let event = 0; event < hasTime.length; event++)
      this.events[this.count + event] = firstEvent + event;
  }

  #addSome({ firstEvent, times, hasTime }: MatchedSegment, flags: Uint8Array): void {
    const words = wordsOf(times);
    for (let event = 0, at = this.count; event < flags.length; event++) {
      if (flags[event] !== 1) continue;
      this.events[at] = firstEvent + event;
      this.hasTime[at] = hasTime[event] ?? 0;
      this.words[2 * at] = words[2 * event] ?? 0;
      this.words[2 * at + 1] = words[2 * event + 1] ?? 0;
      at++;
    }
  }

  /** Room for some more of some events; where it has to be made, for as many as go on like those before. */
  #reserve(more: number, events: number): void {
    this.#seen += events;
    const needed = this.count + more;
    if (needed <= this.files.length) return;
    const expected = Math.ceil((needed / this.#seen) * this.#ofEvents * SPARE);
    const grown = Math.max(expected, Math.ceil(this.files.length * GROWTH));
    const length = Math.max(needed, Math.min(grown, this.#ofEvents));
    this.files = wider(this.files, new Uint32Array(length));
    this.events = wider(this.events, new Uint32Array(length));
    this.hasTime = wider(this.hasTime, new Uint8Array(length));
    this.times = wider(this.times, new BigUint64Array(length));
    this.words = wordsOf(this.times);
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
