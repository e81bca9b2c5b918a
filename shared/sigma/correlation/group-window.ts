/** The windows of one group of a correlation. Entries come in the order of time. */
import type { CompiledCorrelation } from './compiled-correlation';
import type { CorrelationBody } from './correlation-document';
import { conditionFor, type WindowCondition } from './correlation-condition';
import { type CorrelationHit, MOST_LISTED, type Contribution, type Occurrence } from './occurrence';
import { type Measured, measureFor, type WindowMeasure } from './window-measure';

export interface Entry extends Measured {
  readonly occurrence: Occurrence;
}

type Found = Omit<CorrelationHit, 'group'>;

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
  if (body.type === 'temporal_ordered' && body.expression === null) {
    const [asked] = body.tests;
    return new OrderedWindow(timespan, asked?.bound ?? body.rules.length);
  }
  const measure = measureFor(body);
  return condition.needsEnd
    ? new EndedWindow(timespan, condition, () => measureFor(body))
    : new SlidingWindow(timespan, condition, measure);
}

/** Gathers the events of a hit. */
class Gathered {
  #events = 0;
  readonly #listed: Contribution[] = [];
  readonly #from: bigint;
  #to: bigint;

  constructor(entries: readonly Entry[]) {
    this.#from = entries[0]?.occurrence.time ?? 0n;
    this.#to = this.#from;
    for (const entry of entries) this.add(entry);
  }

  add({ occurrence }: Entry): void {
    this.#events += occurrence.events;
    this.#listed.push(...occurrence.contributions.slice(0, MOST_LISTED - this.#listed.length));
    this.#to = occurrence.time;
  }

  hit(): Found {
    return { from: this.#from, to: this.#to, events: this.#events, contributions: this.#listed };
  }
}

/** Which rules were met, by position, with how often. */
class Met {
  readonly #counts = new Map<number, number>();
  readonly has = (input: number): boolean => (this.#counts.get(input) ?? 0) > 0;

  change({ inputs }: Measured, by: 1 | -1): void {
    for (const input of inputs) this.#counts.set(input, (this.#counts.get(input) ?? 0) + by);
  }
}

/** Ends with every entry; while the condition stays true, one hit grows. */
class SlidingWindow implements GroupWindow {
  readonly #timespan: bigint;
  readonly #condition: WindowCondition;
  readonly #measure: WindowMeasure;
  readonly #met = new Met();
  #entries: Entry[] = [];
  /** Entries before it have left the window. */
  #first = 0;
  #open: Gathered | null = null;
  lastTime = 0n;

  constructor(timespan: bigint, condition: WindowCondition, measure: WindowMeasure) {
    this.#timespan = timespan;
    this.#condition = condition;
    this.#measure = measure;
  }

  push(entry: Entry): Found | null {
    this.lastTime = entry.occurrence.time;
    this.#dropBefore(this.lastTime - this.#timespan);
    this.#entries.push(entry);
    this.#measure.add(entry);
    this.#met.change(entry, 1);
    if (this.#condition.holds(this.#measure.value(), this.#met.has)) {
      if (this.#open === null) this.#open = new Gathered(this.#entries.slice(this.#first));
      else this.#open.add(entry);
      return null;
    }
    return this.end();
  }

  #dropBefore(time: bigint): void {
    for (;;) {
      const oldest = this.#entries[this.#first];
      if (oldest === undefined || oldest.occurrence.time >= time) break;
      this.#measure.remove(oldest);
      this.#met.change(oldest, -1);
      this.#first++;
    }
    if (this.#first * 2 > this.#entries.length) {
      this.#entries = this.#entries.slice(this.#first);
      this.#first = 0;
    }
  }

  end(): Found | null {
    const hit = this.#open?.hit() ?? null;
    this.#open = null;
    return hit;
  }
}

/** Begins with an event, is judged when its time is over; the next begins with the next event. */
class EndedWindow implements GroupWindow {
  readonly #timespan: bigint;
  readonly #condition: WindowCondition;
  readonly #newMeasure: () => WindowMeasure;
  #entries: Entry[] = [];
  lastTime = 0n;

  constructor(timespan: bigint, condition: WindowCondition, newMeasure: () => WindowMeasure) {
    this.#timespan = timespan;
    this.#condition = condition;
    this.#newMeasure = newMeasure;
  }

  push(entry: Entry): Found | null {
    this.lastTime = entry.occurrence.time;
    const [first] = this.#entries;
    const isOver = first !== undefined && this.lastTime > first.occurrence.time + this.#timespan;
    const found = isOver ? this.end() : null;
    this.#entries.push(entry);
    return found;
  }

  end(): Found | null {
    const entries = this.#entries;
    this.#entries = [];
    if (entries.length === 0) return null;
    const measure = this.#newMeasure();
    const met = new Met();
    for (const entry of entries) {
      measure.add(entry);
      met.change(entry, 1);
    }
    return this.#condition.holds(measure.value(), met.has) ? new Gathered(entries).hit() : null;
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
