/** The events of a hit, each once, with the oldest and the newest of them to be listed. */
import type { Contribution, EventKey, EventSpan, ListedEvent, Occurrence } from './occurrence';

/** A burst of a million events is told by its count, its beginning and its end. */
export const MOST_LISTED = 1_000;
/** Rules, and files, that are sure to stand among the listed events. */
const MOST_REPRESENTED = 100;

export interface ListOptions {
  /** Occurrences of rules alone come in the order of time, and those of one event together. */
  readonly isInOrder: boolean;
  /** Other correlations are fed with the events, so that all are kept. */
  readonly isHeard: boolean;
}

/** Files are numbered from one, events within them far below 2³². */
const keyOf = ({ file, event }: EventKey): number => file * 2 ** 32 + event;

export class EventList {
  readonly #isHeard: boolean;
  /** Event → its place in the list; null where the same event can only be the last. */
  readonly #places: Map<number, number> | null;
  /** Stretches of other lists that are in it: windows of one burst overlap. */
  readonly #covered = new Map<EventSpan['of'], EventSpan>();
  #list: ListedEvent[] = [];
  #events = 0;

  constructor({ isInOrder, isHeard }: ListOptions) {
    this.#isHeard = isHeard;
    this.#places = isInOrder ? null : new Map();
  }

  add({ events }: Occurrence): void {
    for (let at = this.#begin(events); at < events.to; at++) {
      const one = events.of[at];
      if (one !== undefined) this.#take(one);
    }
  }

  /** Where what is new of a span begins. */
  #begin(span: EventSpan): number {
    if (span.to - span.from === 1) return span.from;
    const covered = this.#covered.get(span.of);
    const reaches = covered !== undefined && span.from >= covered.from && span.from <= covered.to;
    const from = reaches ? covered.from : span.from;
    const to = reaches ? Math.max(covered.to, span.to) : span.to;
    this.#covered.set(span.of, { of: span.of, from, to });
    return reaches ? covered.to : span.from;
  }

  #take(one: Contribution): void {
    const place = this.#placeOf(one);
    const known = place === undefined ? undefined : this.#list[place];
    if (place !== undefined && known !== undefined)
      this.#list[place] = { ...known, rule: joined(known.rule, one.rule) };
    else {
      this.#places?.set(keyOf(one), this.#list.length);
      this.#list.push({ ...one, at: this.#events++ });
      const mayForget = this.#places === null && !this.#isHeard;
      if (mayForget && this.#list.length > 4 * MOST_LISTED)
        this.#list = oldestAndNewest(this.#list, MOST_LISTED);
    }
  }

  #placeOf(one: Contribution): number | undefined {
    if (this.#places !== null) return this.#places.get(keyOf(one));
    const last = this.#list.at(-1);
    return last !== undefined && keyOf(last) === keyOf(one) ? this.#list.length - 1 : undefined;
  }

  /** All events until now. */
  get whole(): EventSpan {
    return { of: this.#list, from: 0, to: this.#list.length };
  }

  /** The last ones; all, where they are in no order. */
  last(events: number): EventSpan {
    const { of, to } = this.whole;
    return { of, from: this.#places === null ? Math.max(0, to - events) : 0, to };
  }

  /** How many there are, when the first and last of them were, and those that are listed. */
  told(): { events: number; from: bigint; to: bigint; contributions: ListedEvent[] } {
    const list = this.#places === null ? this.#list : inOrder(this.#list);
    return {
      events: this.#events,
      from: list[0]?.time ?? 0n,
      to: list.at(-1)?.time ?? 0n,
      contributions: oldestAndNewest(list, MOST_LISTED),
    };
  }
}

const inOrder = (list: readonly ListedEvent[]): ListedEvent[] =>
  list.toSorted(byTime).map((one, at) => ({ ...one, at }));

const byTime = (a: Contribution, b: Contribution): number =>
  a.time < b.time ? -1 : a.time > b.time ? 1 : keyOf(a) - keyOf(b);

/** Titles of rules; one that stands there already is not told again. */
function joined(titles: string, more: string): string {
  const isThere = `, ${titles}, `.includes(`, ${more}, `);
  return isThere ? titles : `${titles}, ${more}`;
}

/**
 * The first and last events, and the first and last of each rule and file.
 * @param most of the oldest and the newest together
 */
export function oldestAndNewest<Listed extends { readonly file: number; readonly rule: string }>(
  events: readonly Listed[],
  most: number,
): Listed[] {
  if (events.length <= most) return [...events];
  const half = most >> 1;
  const kept = new Set([
    ...endsOf(events, ({ rule }) => rule),
    ...endsOf(events, ({ file }) => file),
  ]);
  const isAtEnd = (at: number): boolean => at < half || at >= events.length - half;
  return events.filter((_, at) => isAtEnd(at) || kept.has(at));
}

function endsOf<Listed>(
  events: readonly Listed[],
  keyed: (event: Listed) => string | number,
): number[] {
  const ends = new Map<string | number, { readonly first: number; last: number }>();
  events.forEach((event, at) => {
    const key = keyed(event);
    const known = ends.get(key);
    if (known !== undefined) known.last = at;
    else if (ends.size < MOST_REPRESENTED) ends.set(key, { first: at, last: at });
  });
  return [...ends.values()].flatMap(({ first, last }) => [first, last]);
}
