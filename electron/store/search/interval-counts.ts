/** Events of runs counted by intervals of one width: bars that lie beside each other are found without arithmetic of 64 bits. */
import type { FileTime } from '@shared/model/file-time';
import { boundOf, compareBounds, type TimeBound, timeOfBound } from './time-words';

export interface Interval {
  readonly start: FileTime;
  readonly events: number;
}

/** One that has a time in it. */
export interface Bar {
  readonly start: bigint;
  /** The first time behind it. */
  readonly end: TimeBound;
  events: number;
  /** The one that begins where this ends, once it was come to from here. */
  next: Bar | null;
}

export class IntervalCounts {
  readonly #widthTicks: bigint;
  readonly #bars = new Map<bigint, Bar>();

  constructor(widthTicks: bigint) {
    this.#widthTicks = widthTicks;
  }

  /** The one a time lies in. @param before one that lies before it, where there is one */
  barOf(time: TimeBound, before: Bar | null): Bar {
    const next = before?.next ?? null;
    if (next !== null && compareBounds(time, next.end) < 0) return next;
    const bar = this.#barAt(time);
    if (before !== null && bar.start === before.start + this.#widthTicks) before.next = bar;
    return bar;
  }

  #barAt(bound: TimeBound): Bar {
    const time = timeOfBound(bound);
    const start = time - (time % this.#widthTicks);
    const known = this.#bars.get(start);
    if (known !== undefined) return known;
    const bar: Bar = { start, end: boundOf(start + this.#widthTicks), events: 0, next: null };
    this.#bars.set(start, bar);
    return bar;
  }

  /** Those with events in them, in the order of time. */
  get inOrder(): Interval[] {
    return inOrder([...this.#bars.values()].map(({ start, events }) => [start, events]));
  }
}

/** Those of several shares together. */
export function intervalsTogether(shares: readonly (readonly Interval[])[]): Interval[] {
  const counts = new Map<bigint, number>();
  for (const { start, events } of shares.flat())
    counts.set(start, (counts.get(start) ?? 0) + events);
  return inOrder([...counts]);
}

const inOrder = (counts: readonly (readonly [bigint, number])[]): Interval[] =>
  counts
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([start, events]) => ({ start: start as FileTime, events }));
