/** One search over the published events of some files, shard by shard. */
import type { Query } from '@shared/query/ast';
import { problemOf, type PublishedFile } from './case-facts';
import { type CaseFiles } from './case-files';
import { timesOf } from './file-times';
import { MatchList } from './matches';
import { type Evaluated, QueryEvaluation } from './query-evaluation';
import { placesWithin, type TimeRange } from './time-places';

export interface AskedEvents {
  readonly query: Query;
  readonly range: TimeRange;
  readonly sort: 'asc' | 'desc';
}

/** Called at every segment with what was found before it and how many files are behind; may throw. */
export type Look = (matches: MatchList, searched: number) => void;

export class EventsSearched {
  readonly matches: MatchList;
  /** Files that could not be searched, and why; the matches are of the others. */
  readonly problems: string[] = [];
  readonly #evaluation: QueryEvaluation;
  readonly #range: TimeRange;
  readonly #look: Look;

  /** @throws whatever `look` throws to end the search */
  constructor(
    files: CaseFiles,
    searched: readonly PublishedFile[],
    { query, range, sort }: AskedEvents,
    look: Look,
  ) {
    this.matches = new MatchList(sort);
    this.#range = range;
    this.#look = look;
    this.#evaluation = new QueryEvaluation(files, query, searched);
    searched.forEach((file, position) => this.#search(file, position));
  }

  #search(file: PublishedFile, position: number): void {
    if (!overlaps(file, this.#range)) return;
    const query = this.#evaluation.leftFor(file);
    if (query === null) return;
    const look = (): void => this.#look(this.matches, position);
    try {
      for (const found of this.#evaluation.over(file, query, look)) this.#add(position, found);
    } catch (error) {
      this.problems.push(problemOf(file, error));
    }
  }

  #add(position: number, { segment, places, again }: Evaluated): void {
    const within = placesWithin(places, segment, this.#range);
    this.matches.add(position, segment, within, again);
  }
}

/** Whether a file can have events in the range, told by its published counts. */
function overlaps(file: PublishedFile, { from, to }: TimeRange): boolean {
  if (file.published.counts.events === 0) return false;
  if (from === null && to === null) return true;
  const times = timesOf(file);
  return (
    times !== null && (from === null || times.last >= from) && (to === null || times.first < to)
  );
}
