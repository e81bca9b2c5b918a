/** The events of a segment in the order of their times. Logs are written in it, nearly always. */
import type { Segment } from '../event-store';
import { wordsOf } from '../shard/byte-planes';
import { compareTimes } from './time-words';

export interface SegmentOrder {
  /** Events that have a time. */
  readonly timed: number;
  /** Places by time, then as they stand; those without a time behind them. Null where all stand so already. */
  readonly places: Uint16Array | null;
}

/** Kept as long as the segment is. */
const known = new WeakMap<Segment, SegmentOrder>();

/** @throws CaseScopeError `shard-damaged` */
export function orderOf(segment: Segment): SegmentOrder {
  const order = known.get(segment) ?? orderIn(segment);
  known.set(segment, order);
  return order;
}

function orderIn({ times, hasTime, events }: Segment): SegmentOrder {
  const words = wordsOf(times);
  let timed = 0;
  let isInOrder = true;
  for (let at = 0; at < events; at++) {
    if (hasTime[at] !== 1) continue;
    if (at !== timed || (at > 0 && compareTimes(words, at - 1, at) > 0)) isInOrder = false;
    timed++;
  }
  return { timed, places: isInOrder ? null : sorted(words, hasTime, events) };
}

function sorted(words: Uint32Array, hasTime: Uint8Array, events: number): Uint16Array {
  const all = Array.from({ length: events }, (_, at) => at);
  // Sorting lists is fast where they are nearly in order; typed arrays know no such thing.
  const timed = all
    .filter((at) => hasTime[at] === 1)
    .sort((left, right) => compareTimes(words, left, right) || left - right);
  return Uint16Array.from([...timed, ...all.filter((at) => hasTime[at] !== 1)]);
}
