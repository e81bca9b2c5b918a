/**
 * Which events of a segment match: their places in it, ascending. A set of a few events costs a few steps, whatever
 * the segment has. None of these functions changes what it is given: places are kept and shared.
 */
import { CODE_ABSENT } from '@shared/model/columns';
import { MOST_SEGMENT_EVENTS } from '../shard/shard-schema';

/** Null stands for all events of the segment. */
export type Places = Uint16Array | null;

export const NOWHERE = new Uint16Array(0);

/** Filled and copied from within one call; nothing holds on to it. */
const filled = new Uint16Array(MOST_SEGMENT_EVENTS);

/** Of events whose code is wanted. @param wanted a flag per code */
export function placesWith(codes: Uint8Array | Uint16Array, wanted: Uint8Array): Uint16Array {
  let count = 0;
  for (let at = 0; at < codes.length; at++)
    if (wanted[codes[at] ?? CODE_ABSENT] === 1) filled[count++] = at;
  return filled.slice(0, count);
}

/** Of events with a flag of 1. */
export function placesOf(flags: Uint8Array): Uint16Array {
  let count = 0;
  for (let at = 0; at < flags.length; at++) if (flags[at] === 1) filled[count++] = at;
  return filled.slice(0, count);
}

/** Those of some places, or of all below `events`, that are kept. */
export function placesKept(
  places: Places,
  events: number,
  keeps: (place: number) => boolean,
): Uint16Array {
  if (places !== null) return places.filter(keeps);
  let count = 0;
  for (let at = 0; at < events; at++) if (keeps(at)) filled[count++] = at;
  return filled.slice(0, count);
}

export function inBoth(left: Places, right: Places): Places {
  if (left === null || right === null) return left ?? right;
  let [count, other] = [0, 0];
  for (let at = 0; at < left.length; at++) {
    const place = left[at] ?? 0;
    while (other < right.length && (right[other] ?? 0) < place) other++;
    if (right[other] === place) filled[count++] = place;
  }
  return filled.slice(0, count);
}

export function inEither(left: Places, right: Places): Places {
  if (left === null || right === null) return null;
  if (left.length === 0) return right;
  if (right.length === 0) return left;
  let [count, other] = [0, 0];
  for (let at = 0; at < left.length; at++) {
    const place = left[at] ?? 0;
    while (other < right.length && (right[other] ?? 0) < place)
      filled[count++] = right[other++] ?? 0;
    if (right[other] === place) other++;
    filled[count++] = place;
  }
  while (other < right.length) filled[count++] = right[other++] ?? 0;
  return filled.slice(0, count);
}

/** @param events of the segment */
export function inNone(places: Places, events: number): Places {
  if (places === null) return NOWHERE;
  if (places.length === 0) return null;
  let [count, other] = [0, 0];
  for (let at = 0; at < events; at++) {
    if (places[other] === at) other++;
    else filled[count++] = at;
  }
  return filled.slice(0, count);
}

/** Those of a stretch of the segment, counted from where it begins. */
export function inStretch(places: Places, from: number, events: number): Places {
  if (places === null) return null;
  const [first, end] = [firstFrom(places, from), firstFrom(places, from + events)];
  return places.subarray(first, end).map((place) => place - from);
}

/** How many places lie below one. */
export function firstFrom(places: Uint16Array, place: number): number {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] ?? 0) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}
