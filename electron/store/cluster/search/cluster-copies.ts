/** Copies of one event (copies.ts), told apart in a cluster: only events that share their time are read. */
import type { StoredEvent } from '../../event-store';
import { identityOf } from '../../search/copies';
import { EVENT_SOURCE_FIELDS, eventId, storedEventOf } from '../event-document';
import { allOf, type Clause, noneOf, termsIn } from '../query/clause';
import { TIMED } from '../query/time-clauses';
import type { CaseIndex, DocumentHit } from './case-index';
import { documentStream } from './document-stream';
import { eventPlaceOf, placeKey, type PlacedEvent } from './event-place';
import type { ClusterCopies } from './found-in-cluster';
import { shownEvent } from './source-event';

/** Times asked for at once. */
const TIMES_A_CALL = 1_000;

/** Files whose copies are named by number. A node takes 1,024 clauses, most of which a query may have itself. */
const MOST_BY_NUMBER = 24;

const KEYS = ['ticks', 'file', 'event'] as const;
const SHAPE = { _source: ['part', ...EVENT_SOURCE_FIELDS] };

/** Keeps the first of several copies, in the order of time, file and place; events without a time are all kept. */
export function withoutCopies(
  index: CaseIndex,
  query: Clause,
): { readonly query: Clause; readonly copies: ClusterCopies } {
  const copies = new Map<string, number>();
  const dropped = new Map<string, PlacedCopy[]>();
  for (const events of eventsOfOneTime(index, query)) {
    const first = new Map<string, PlacedEvent>();
    for (const { place, event } of events) {
      const { part } = place;
      const own = identityOf(shownEvent(event, null));
      const kept = first.get(own);
      if (kept === undefined) first.set(own, place);
      else {
        const copy = { event: place.event, offset: event.offsetBytes };
        const others = dropped.get(part);
        if (others === undefined) dropped.set(part, [copy]);
        else others.push(copy);
        copies.set(placeKey(kept), (copies.get(placeKey(kept)) ?? 1) + 1);
      }
    }
  }
  if (dropped.size === 0) return { query, copies };
  return { query: allOf([query, noneOf(copiesIn(dropped))]), copies };
}

interface PlacedCopy {
  readonly event: number;
  readonly offset: number;
}

/** Numbers are the shorter way to name events, and take two clauses a file: for the files with most copies. */
function copiesIn(dropped: ReadonlyMap<string, readonly PlacedCopy[]>): Clause[] {
  const files = [...dropped].toSorted(([, a], [, b]) => b.length - a.length);
  const byNumber = files.slice(0, MOST_BY_NUMBER).map(([part, copies]) =>
    allOf([
      termsIn('part', [part]),
      termsIn(
        'event',
        copies.map(({ event }) => event),
      ),
    ]),
  );
  const ids = files
    .slice(MOST_BY_NUMBER)
    .flatMap(([part, copies]) => copies.map(({ offset }) => eventId(part, offset)));
  return ids.length === 0 ? byNumber : [...byNumber, termsIn('_id', ids)];
}

interface TimedEvent {
  readonly place: PlacedEvent;
  readonly event: StoredEvent;
}

/** Two or more events of one time, for each such time. */
function* eventsOfOneTime(index: CaseIndex, query: Clause): Generator<readonly TimedEvent[]> {
  const times = sharedTimes(index, query);
  for (let at = 0; at < times.length; at += TIMES_A_CALL) {
    const asked = termsIn('ticks', times.slice(at, at + TIMES_A_CALL));
    yield* groups(index, allOf([query, asked]));
  }
}

function sharedTimes(index: CaseIndex, query: Clause): string[] {
  const times: string[] = [];
  for (const page of index.distinct({ terms: { field: 'ticks' } }, allOf([query, TIMED])))
    for (const { value, count } of page) if (count > 1) times.push(value);
  return times;
}

function* groups(index: CaseIndex, query: Clause): Generator<readonly TimedEvent[]> {
  let group: TimedEvent[] = [];
  const asked = { query, keys: KEYS, order: 'asc', shape: SHAPE } as const;
  for (const hit of documentStream(index, asked)) {
    const next = timedEventOf(hit);
    if (group[0] !== undefined && group[0].event.time !== next.event.time) {
      yield group;
      group = [];
    }
    group.push(next);
  }
  if (group.length > 0) yield group;
}

const timedEventOf = ({ _source: source }: DocumentHit): TimedEvent => ({
  place: eventPlaceOf(source),
  event: storedEventOf(source),
});
