/** The windows of one group of a correlation. Entries come in the order of time. */
import type { CompiledCorrelation } from './compiled-correlation';
import type { CorrelationBody } from './correlation-document';
import { conditionFor, type WindowCondition } from './correlation-condition';
import {
  type CorrelationFound,
  EventList,
  isSameEvent,
  type Occurrence,
  type Point,
} from './occurrence';
import { type Measured, measureFor, type WindowMeasure } from './window-measure';

export interface Entry extends Measured {
  readonly occurrence: Occurrence;
}

export type Found = Omit<CorrelationFound, 'group'>;

export interface GroupWindow {
  /** @returns what the entry, or its absence until now, has ended */
  push(entry: Entry): Found | null;
  /** Nothing more comes. */
  end(): Found | null;
  /** Time of the last entry. */
  readonly lastTime: bigint;
}

const TICKS_PER_SECOND = 10_000_000n;

export const timespanTicks = ({ timespanSeconds }: CorrelationBody): bigint =>
  BigInt(timespanSeconds) * TICKS_PER_SECOND;

export function windowFor({ body }: CompiledCorrelation): GroupWindow {
  const condition = conditionFor(body);
  const timespan = timespanTicks(body);
  if (body.type === 'temporal_ordered') {
    const [asked] = body.tests;
    return new OrderedWindow(timespan, asked?.bound ?? body.rules.length);
  }
  const window = new Window(timespan, measureFor(body));
  return condition.needsEnd
    ? new EndedWindow(window, condition)
    : new GrowingWindow(window, condition);
}

/** Further windows of a burst tell of their last events. */
const MOST_LISTED_LATER = 20;
/** A burst is followed window by window up to here, then by hundredths of the timespan. */
const MOST_POINTS = 1_000;

/** Gathers the events of a hit. */
class Gathered {
  readonly #events = new EventList();
  readonly #points: Point[] = [];
  readonly #from: bigint;
  #to: bigint;

  constructor(entries: readonly Entry[]) {
    this.#from = entries[0]?.occurrence.time ?? 0n;
    this.#to = this.#from;
    this.add(entries);
  }

  add(entries: readonly Entry[]): void {
    for (const { occurrence } of entries) {
      this.#events.add(occurrence);
      this.#to = occurrence.time;
    }
  }

  /** The correlation is fulfilled by the entries of a window. */
  fulfilled(window: Window): void {
    const last = this.#points.at(-1);
    const isMany = this.#points.length >= MOST_POINTS;
    if (last !== undefined && isMany && this.#to - last.time < window.timespan / 100n) return;
    this.#points.push(last === undefined ? this.#whole() : window.point(MOST_LISTED_LATER));
  }

  #whole(): Point {
    const { events, listed } = this.#events;
    return { time: this.#to, events, contributions: [...listed] };
  }

  hit(): Found {
    const points = this.#points.length > 0 ? this.#points : [this.#whole()];
    const { events, listed: contributions } = this.#events;
    return { ...{ from: this.#from, to: this.#to }, events, contributions, points };
  }
}

/** The hit that grows, where one does. */
class OpenHit {
  #gathered: Gathered | null = null;

  /** The window fulfils the condition; `added` came since it last did. A hit begins with all of the window. */
  grow(window: Window, added: readonly Entry[]): void {
    if (this.#gathered === null) this.#gathered = new Gathered(window.entries());
    else this.#gathered.add(added);
    this.#gathered.fulfilled(window);
  }

  close(): Found | null {
    const hit = this.#gathered?.hit() ?? null;
    this.#gathered = null;
    return hit;
  }
}

/** The entries of a timespan, with what is measured of them. */
class Window {
  readonly timespan: bigint;
  readonly #measure: WindowMeasure;
  /** Position of a rule → how often it was met. */
  readonly #met = new Map<number, number>();
  #entries: Entry[] = [];
  /** Entries before it have left the window. */
  #first = 0;
  #events = 0;

  constructor(timespan: bigint, measure: WindowMeasure) {
    this.timespan = timespan;
    this.#measure = measure;
  }

  get size(): number {
    return this.#entries.length - this.#first;
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
    if (!isSameEvent(before, entry.occurrence)) this.#events += entry.occurrence.events;
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
      if (!isSameEvent(next, oldest.occurrence)) this.#events -= oldest.occurrence.events;
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

  /** All its events, and the last of them one by one. */
  point(mostListed: number): Point {
    const last = this.#entries.slice(Math.max(this.#first, this.#entries.length - mostListed));
    const list = new EventList();
    for (const { occurrence } of last) list.add(occurrence);
    return {
      time: last.at(-1)?.occurrence.time ?? 0n,
      ...{ events: this.#events, contributions: list.listed.slice(-mostListed) },
    };
  }
}

/**
 * For conditions that more events only make truer: judged with every entry. One hit grows while the condition
 * stays true and the windows hang together.
 */
class GrowingWindow implements GroupWindow {
  readonly #window: Window;
  readonly #condition: WindowCondition;
  readonly #open = new OpenHit();
  lastTime = 0n;

  constructor(window: Window, condition: WindowCondition) {
    this.#window = window;
    this.#condition = condition;
  }

  push(entry: Entry): Found | null {
    const window = this.#window;
    this.lastTime = entry.occurrence.time;
    window.dropBefore(this.lastTime - window.timespan);
    const over = window.size === 0 ? this.end() : null;
    window.push(entry);
    if (!window.fulfils(this.#condition)) return over ?? this.end();
    this.#open.grow(window, [entry]);
    return over;
  }

  end(): Found | null {
    return this.#open.close();
  }
}

/**
 * For conditions that more events can end: judged when nothing more can come into a window, and only where no
 * other window holds all of it. One hit grows while such windows fulfil the condition and overlap.
 */
class EndedWindow implements GroupWindow {
  readonly #window: Window;
  readonly #condition: WindowCondition;
  readonly #open = new OpenHit();
  /** How many of the oldest entries the open hit has already. */
  #gathered = 0;
  lastTime = 0n;

  constructor(window: Window, condition: WindowCondition) {
    this.#window = window;
    this.#condition = condition;
  }

  push(entry: Entry): Found | null {
    const window = this.#window;
    this.lastTime = entry.occurrence.time;
    const { begin } = window;
    if (begin === null || this.lastTime <= begin + window.timespan) {
      window.push(entry);
      return null;
    }
    const ended = this.#judge();
    this.#gathered = Math.max(
      0,
      this.#gathered - window.dropBefore(this.lastTime - window.timespan),
    );
    const apart = this.#gathered === 0 ? this.#close() : null;
    window.push(entry);
    return ended ?? apart;
  }

  /** @returns the hit that grows no more because the window does not fulfil the condition */
  #judge(): Found | null {
    const window = this.#window;
    if (!window.fulfils(this.#condition)) return this.#close();
    this.#open.grow(window, window.entries(this.#gathered));
    this.#gathered = window.size;
    return null;
  }

  #close(): Found | null {
    this.#gathered = 0;
    return this.#open.close();
  }

  end(): Found | null {
    return (this.#window.size > 0 ? this.#judge() : null) ?? this.#close();
  }
}

/**
 * For each number of rules met in their order, the latest beginning: an entry of the next rule makes the chain
 * one longer. A chain that is whole is a hit, and everything begins anew.
 */
class OrderedWindow implements GroupWindow {
  readonly #timespan: bigint;
  readonly #rules: number;
  /** Position → the chain of the rules up to it. */
  #chains: (readonly Entry[] | undefined)[] = [];
  lastTime = 0n;

  constructor(timespan: bigint, rules: number) {
    this.#timespan = timespan;
    this.#rules = rules;
  }

  push(entry: Entry): Found | null {
    this.lastTime = entry.occurrence.time;
    // From the last rule down: an entry is one link of a chain, never two.
    for (const input of entry.inputs.toSorted((a, b) => b - a)) this.#lengthen(input, entry);
    const whole = this.#chains[this.#rules - 1];
    if (whole === undefined) return null;
    this.#chains = [];
    return new Gathered(whole).hit();
  }

  #lengthen(input: number, entry: Entry): void {
    if (input >= this.#rules) return;
    if (input === 0) {
      this.#chains[0] = [entry];
      return;
    }
    const before = this.#chains[input - 1];
    const beginning = before?.[0]?.occurrence.time;
    if (before === undefined || beginning === undefined) return;
    if (beginning >= entry.occurrence.time - this.#timespan)
      this.#chains[input] = [...before, entry];
  }

  end(): null {
    return null;
  }
}
