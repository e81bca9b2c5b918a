/**
 * Copies of one event, as a case has them that holds a log and its backup, or a log and what was forwarded of it.
 * Copies have the same time; they are of one computer, channel, record number and event id, or, where a record has
 * no number, agree in every field.
 */
import { foldCase } from '@shared/model/fold-case';
import type { PublishedFile } from '../case/published-rows';
import type { CaseFiles } from './case-files';
import type { MatchedRun } from './matched-run';
import { type Match, matchAt, type MatchList } from './matches';
import type { MergedEvent } from './run-merge';
import type { SearchProblem } from './search-events';
import { problemOf } from './case-facts';
import { type EventView, viewOfColumns } from './event-view';
import { firstTextOf } from './segment-columns';
import { compareBounds } from './time-words';

/** Of the first of several copies: how many there are. Keyed by `copyKey`. */
export type Copies = ReadonlyMap<number, number>;

const EVENTS_PER_FILE = 2 ** 32;
export const copyKey = ({ file, event }: Match): number => file * EVENTS_PER_FILE + event;

export interface WithoutCopies {
  readonly matches: MatchList;
  readonly copies: Copies;
  /** Files of which some event cannot be compared: it is kept. */
  readonly problems: readonly SearchProblem[];
}

/**
 * Keeps the first of several copies, in the order of time, file and place; events without a time are all kept.
 * @param step called now and then; may throw
 */
export function withoutCopies(
  files: CaseFiles,
  searched: readonly PublishedFile[],
  matches: MatchList,
  step: () => void,
): WithoutCopies {
  const copies = new Map<number, number>();
  const dropped = new Map<MatchedRun, Set<number>>();
  const identities = new Identities(files, searched);
  for (const events of eventsOfOneTime(matches)) {
    step();
    const first = new Map<string, Match>();
    for (const { run, place } of events) {
      const match = matchAt(run, place);
      const own = identities.of(match);
      if (own === null) continue;
      const kept = first.get(own);
      if (kept === undefined) first.set(own, match);
      else {
        dropped.set(run, (dropped.get(run) ?? new Set<number>()).add(place));
        copies.set(copyKey(kept), (copies.get(copyKey(kept)) ?? 1) + 1);
      }
    }
  }
  return { matches: matches.without(dropped), copies, problems: identities.problems };
}

class Identities {
  readonly #files: CaseFiles;
  readonly #searched: readonly PublishedFile[];
  readonly #problems = new Map<number, string>();

  constructor(files: CaseFiles, searched: readonly PublishedFile[]) {
    this.#files = files;
    this.#searched = searched;
  }

  get problems(): SearchProblem[] {
    const problems = [...this.#problems].map(([file, reason]) => ({ file, reason }));
    return problems.sort((left, right) => left.file - right.file);
  }

  /** Null where the event cannot be read. */
  of({ file: position, event }: Match): string | null {
    const file = this.#searched[position];
    if (file === undefined) throw new Error('a match of no file that was searched');
    // Whatever is damaged of it would be read again for each of its events.
    if (this.#problems.has(position)) return null;
    try {
      const { columns, at } = this.#files.place(file, event);
      return identityOf(viewOfColumns(columns, at));
    } catch (error) {
      this.#problems.set(position, problemOf(file, error));
      return null;
    }
  }
}

/** Two or more events of one time, for each such time. */
function* eventsOfOneTime(matches: MatchList): Generator<readonly MergedEvent[], void, undefined> {
  let events: MergedEvent[] = [];
  for (const next of matches.byTime()) {
    const [first] = events;
    if (first === undefined || compareBounds(first.time, next.time) === 0) events.push(next);
    else {
      if (events.length > 1) yield events;
      events = [next];
    }
  }
  if (events.length > 1) yield events;
}

export function identityOf(event: EventView): string {
  const [computer, channel, record, eventId] = [
    'Computer',
    'Channel',
    'EventRecordID',
    'EventID',
  ].map((name) => firstTextOf(event.value(name)));
  if (typeof computer === 'string' && typeof channel === 'string' && typeof record === 'string')
    return JSON.stringify([foldCase(computer), foldCase(channel), record, eventId]);
  // Each file has fields in an order of its own.
  const fields = [...event.fieldsNamed(() => true)].toSorted((left, right) =>
    left.name < right.name ? -1 : 1,
  );
  return JSON.stringify(fields.map(({ name, value }) => [name, value]));
}
