/** The entries of a group that are no older than a timespan. */
import type { WindowCondition } from './correlation-condition';
import { isSameEvent, type Occurrence } from './occurrence';
import type { Measured, WindowMeasure } from './window-measure';

/** What occurred, with what is measured of it. */
export interface Entry extends Measured {
  readonly occurrence: Occurrence;
}

/** The entries of a timespan, with what is measured of them. */
export class Window {
  readonly timespan: bigint;
  readonly #measure: WindowMeasure;
  /** Position of a rule → how often it was met. */
  readonly #met = new Map<number, number>();
  #entries: Entry[] = [];
  /** Entries before it have left the window. */
  #first = 0;
  /** Of rules; one that several rules met counts once. */
  #events = 0;

  constructor(timespan: bigint, measure: WindowMeasure) {
    this.timespan = timespan;
    this.#measure = measure;
  }

  get size(): number {
    return this.#entries.length - this.#first;
  }

  get events(): number {
    return this.#events;
  }

  /** Time of the newest entry. */
  get lastTime(): bigint {
    return this.#entries.at(-1)?.occurrence.time ?? 0n;
  }

  /** Time of the oldest entry; null where there is none. */
  get begin(): bigint | null {
    return this.#entries[this.#first]?.occurrence.time ?? null;
  }

  /** @param from how many of the oldest are left out */
  entries(from = 0): readonly Entry[] {
    return this.#entries.slice(this.#first + from);
  }

  push(entry: Entry): void {
    const before = this.#entries.at(-1)?.occurrence;
    if (!isSameEvent(before, entry.occurrence)) this.#events++;
    this.#entries.push(entry);
    this.#measure.add(entry);
    this.#count(entry, 1);
  }

  /** Lets go of what is too old at a time. @returns how many those are */
  dropBefore(time: bigint): number {
    let dropped = 0;
    for (;;) {
      const oldest = this.#entries[this.#first];
      if (oldest === undefined || oldest.occurrence.time >= time) break;
      this.#measure.remove(oldest);
      this.#count(oldest, -1);
      this.#first++;
      // Rules that met one event leave together: the last of them takes it along.
      const next = this.#entries[this.#first]?.occurrence;
      if (!isSameEvent(next, oldest.occurrence)) this.#events--;
      dropped++;
    }
    if (this.#first * 2 > this.#entries.length) {
      this.#entries = this.#entries.slice(this.#first);
      this.#first = 0;
    }
    return dropped;
  }

  #count({ inputs }: Entry, by: 1 | -1): void {
    for (const input of inputs) this.#met.set(input, (this.#met.get(input) ?? 0) + by);
  }

  fulfils(condition: WindowCondition): boolean {
    return condition.holds(this.#measure.value(), (input) => (this.#met.get(input) ?? 0) > 0);
  }
}
