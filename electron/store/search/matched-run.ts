/** The events of one segment that match a search: two bytes each, none where all do. */
import type { FileTime } from '@shared/model/file-time';
import type { Segment } from '../event-store';
import { damaged } from '../shard/shard-damage';
import { orderAmong } from './segment-order';
import { firstFrom, type Places, placesKept } from './places';
import { wordsOf } from '../shard/byte-planes';
import { compareBounds, compareToBound, type TimeBound } from './time-words';

/** Objects of a run, its order and its places among them. */
const OVERHEAD_BYTES = 640;
const PLACE_BYTES = 2;

/** A run with the times of its segment at hand. */
export interface OpenRun {
  /** Two for each event of the segment. */
  readonly words: Uint32Array;
  /** Of the run's events by time; null where these are all, in the order they stand. */
  readonly places: Uint16Array | null;
}

export const placeIn = ({ places }: OpenRun, at: number): number =>
  places === null ? at : (places[at] ?? 0);

/** All that is known of a run, to be told to another thread. */
export interface RunFacts {
  /** Position of the file among those searched. */
  readonly file: number;
  readonly segment: number;
  /** Of the segment. */
  readonly firstEvent: number;
  readonly count: number;
  readonly places: Places;
  /** Null where nobody has asked for it yet. */
  readonly order: RunOrder | null;
  /** As the case tells them of a segment that was not looked at; null where it was. */
  readonly told: RunTimes | null;
}

export interface RunTimes {
  /** Events that have a time; in the order of time they come first. */
  readonly timed: number;
  /** Of the first event and the last; both null where none has a time. */
  readonly first: TimeBound | null;
  readonly last: TimeBound | null;
}

/** Where events of a run stand in time. Working it out takes as long as finding them. */
export interface RunOrder extends RunTimes {
  /** By time; null where the places stand so. */
  readonly inTime: Uint16Array | null;
}

export class MatchedRun {
  readonly #facts: RunFacts;
  readonly #again: (segment: number) => Segment;
  #order: RunOrder | null;

  /** @param again the segment: the run keeps no times */
  constructor(facts: RunFacts, again: (segment: number) => Segment) {
    this.#facts = facts;
    this.#order = facts.order;
    this.#again = again;
  }

  static in(
    file: number,
    { id, firstEvent, events }: Segment,
    places: Places,
    again: (segment: number) => Segment,
  ): MatchedRun {
    const count = places?.length ?? events;
    return new MatchedRun(
      { file, segment: id, firstEvent, count, places, order: null, told: null },
      again,
    );
  }

  #segment(): Segment {
    return this.#again(this.segment);
  }

  get facts(): RunFacts {
    return { ...this.#facts, order: this.#order };
  }

  /** Whether it is taken for what the case tells of it. */
  get isTold(): boolean {
    return this.#facts.told !== null;
  }

  /** @throws CaseScopeError `shard-damaged`, also where the segment is not what was told of it */
  workOutOrder(): RunOrder {
    return (this.#order ??= this.#asTold(orderOfRun(this.#segment(), this.places)));
  }

  #asTold(order: RunOrder): RunOrder {
    const { told, count, firstEvent } = this.#facts;
    if (told === null) return order;
    const segment = this.#segment();
    const isSame = segment.events === count && segment.firstEvent === firstEvent;
    if (isSame && haveSameTimes(order, told)) return order;
    throw damaged(new RangeError('its events are not those that the case tells of'));
  }

  get #times(): RunTimes {
    return this.#order ?? this.#facts.told ?? this.workOutOrder();
  }

  get file(): number {
    return this.#facts.file;
  }

  get segment(): number {
    return this.#facts.segment;
  }

  get firstEvent(): number {
    return this.#facts.firstEvent;
  }

  get count(): number {
    return this.#facts.count;
  }

  get timed(): number {
    return this.#times.timed;
  }

  get first(): TimeBound | null {
    return this.#times.first;
  }

  get last(): TimeBound | null {
    return this.#times.last;
  }

  get places(): Places {
    return this.#facts.places;
  }

  get heldBytes(): number {
    const byTime = this.#order?.inTime ?? null;
    return OVERHEAD_BYTES + ((this.places?.length ?? 0) + (byTime?.length ?? 0)) * PLACE_BYTES;
  }

  open(): OpenRun {
    const order = this.workOutOrder();
    return { words: wordsOf(this.#segment().times), places: order.inTime ?? this.places };
  }

  /** The run without some of its events. @param dropped places in the segment */
  without(dropped: ReadonlySet<number>): MatchedRun {
    const segment = this.#segment();
    const left = placesKept(this.places, segment.events, (place) => !dropped.has(place));
    return MatchedRun.in(this.file, segment, left, this.#again);
  }

  /** How many of its events happened before a time. @param opened what else is asked of the run */
  before(time: TimeBound, opened?: OpenRuns): number {
    if (this.first === null || this.last === null) return 0;
    if (compareBounds(this.first, time) >= 0) return 0;
    if (compareBounds(this.last, time) < 0) return this.timed;
    const run = opened?.of(this) ?? this.open();
    let [low, high] = [0, this.timed];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compareToBound(run.words, placeIn(run, middle), time) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Time of one of its events, in their order. @param rank below `timed` */
  boundAtRank(rank: number, opened?: OpenRuns): TimeBound {
    const ends = rank === 0 ? this.first : null;
    return ends ?? boundAt(opened?.of(this) ?? this.open(), rank);
  }

  /** Place of one of its events without a time, in the order they stand. */
  untimedAt(at: number): number {
    return placeIn(this.open(), this.timed + at);
  }

  /** Whether it has an event of its segment. */
  has(place: number): boolean {
    if (this.places === null) return place >= 0 && place < this.count;
    return this.places[firstFrom(this.places, place)] === place;
  }

  /** Null where the event has none. */
  timeAt(place: number): FileTime | null {
    const { times, hasTime } = this.#segment();
    return hasTime[place] === 1 ? ((times[place] ?? 0n) as FileTime) : null;
  }
}

/** Runs that one question opens once: each keeps the times of its segment for as long. */
export class OpenRuns {
  readonly #open = new Map<MatchedRun, OpenRun>();

  of(run: MatchedRun): OpenRun {
    const known = this.#open.get(run) ?? run.open();
    this.#open.set(run, known);
    return known;
  }
}

const haveSameTimes = (one: RunTimes, other: RunTimes): boolean =>
  one.timed === other.timed &&
  isSameBound(one.first, other.first) &&
  isSameBound(one.last, other.last);

const isSameBound = (one: TimeBound | null, other: TimeBound | null): boolean =>
  one === null || other === null ? one === other : compareBounds(one, other) === 0;

const NO_BOUNDS = [null, null] as const;

function orderOfRun(segment: Segment, places: Places): RunOrder {
  const { timed, places: inTime } = orderAmong(segment, places);
  const run = { words: wordsOf(segment.times), places: inTime ?? places };
  const [first, last] = timed === 0 ? NO_BOUNDS : [boundAt(run, 0), boundAt(run, timed - 1)];
  return { timed, first, last, inTime };
}

function boundAt(run: OpenRun, at: number): TimeBound {
  const place = placeIn(run, at);
  return { high: run.words[2 * place + 1] ?? 0, low: run.words[2 * place] ?? 0 };
}
