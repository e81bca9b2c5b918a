/** The events of a segment in the order of their times. Logs are written in it, nearly always. */
import type { Segment } from '../event-store';
import { wordsOf } from '../shard/byte-planes';
import type { Places } from './places';
import { compareTimes } from './time-words';

export interface SegmentOrder {
  /** Events that have a time. */
  readonly timed: number;
  /** Places by time, then as they stand; those without a time behind them. Null where they stand so already. */
  readonly places: Uint16Array | null;
}

/** Where fewer of a segment are wanted, these alone are put in order. */
const FEW = 1 / 4;

/** Kept as long as the segment is. */
const known = new WeakMap<Segment, SegmentOrder>();

/** @throws CaseScopeError `shard-damaged` */
export function orderOf(segment: Segment): SegmentOrder {
  const order = known.get(segment) ?? orderIn(segment, null);
  known.set(segment, order);
  return order;
}

/** Of some of its events. @param wanted ascending; null for all. @throws CaseScopeError `shard-damaged` */
export function orderAmong(segment: Segment, wanted: Places): SegmentOrder {
  if (wanted === null) return orderOf(segment);
  if (wanted.length < segment.events * FEW) return orderIn(segment, wanted);
  const { timed, places } = orderOf(segment);
  if (places === null) return { timed: timedAmong(segment, wanted, timed), places: null };
  const isWanted = new Uint8Array(segment.events);
  for (const place of wanted) isWanted[place] = 1;
  return {
    timed: timedAmong(segment, wanted, timed),
    places: places.filter((place) => isWanted[place] === 1),
  };
}

/** @param timed of all events of the segment */
function timedAmong({ hasTime, events }: Segment, wanted: Uint16Array, timed: number): number {
  if (timed === events) return wanted.length;
  let count = 0;
  for (const place of wanted) count += hasTime[place] ?? 0;
  return count;
}

function orderIn({ times, hasTime, events }: Segment, wanted: Places): SegmentOrder {
  const words = wordsOf(times);
  const count = wanted?.length ?? events;
  let [timed, last] = [0, 0];
  let isInOrder = true;
  for (let at = 0; at < count; at++) {
    const place = wanted === null ? at : (wanted[at] ?? 0);
    if (hasTime[place] !== 1) continue;
    if (at !== timed || (timed > 0 && compareTimes(words, last, place) > 0)) isInOrder = false;
    last = place;
    timed++;
  }
  if (isInOrder) return { timed, places: null };
  return { timed, places: sorted(words, hasTime, wanted ?? Uint16Array.from(hasTime.keys())) };
}

function sorted(words: Uint32Array, hasTime: Uint8Array, wanted: Uint16Array): Uint16Array {
  const all = Array.from(wanted);
  // Sorting lists is fast where they are nearly in order; typed arrays know no such thing.
  const timed = all
    .filter((at) => hasTime[at] === 1)
    .sort((left, right) => compareTimes(words, left, right) || left - right);
  return Uint16Array.from([...timed, ...all.filter((at) => hasTime[at] !== 1)]);
}
