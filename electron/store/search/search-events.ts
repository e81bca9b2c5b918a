/** One search over the published events of some files, shard by shard. */
import type { Query } from '@shared/query/ast';
import { problemOf, type PublishedFile } from './case-facts';
import { type CaseFiles } from './case-files';
import { timesOf } from './file-times';
import { MatchedRun } from './matched-run';
import { MatchList } from './matches';
import { isInShare, type Share, WHOLE } from './shares';
import { type Evaluated, QueryEvaluation } from './query-evaluation';
import { placesWithin, type TimeRange } from './time-places';

export interface AskedEvents {
  readonly query: Query;
  readonly range: TimeRange;
  readonly sort: 'asc' | 'desc';
  /** Whether more is wanted than what matches: its times are read with it, and told if they are damaged. */
  readonly inOrder: boolean;
}

/** Called at every segment with what was found before it and how many files are behind; may throw. */
export type Look = (matches: MatchList, searched: number) => void;

/** A file that could not be searched, by its position among those searched, and why. */
export interface SearchProblem {
  readonly file: number;
  readonly reason: string;
}

export class EventsSearched {
  readonly matches: MatchList;
  /** The matches are of the other files. */
  readonly problems: SearchProblem[] = [];
  readonly #evaluation: QueryEvaluation;
  readonly #range: TimeRange;
  readonly #inOrder: boolean;
  readonly #look: Look;

  /**
   * @param share of the files that are looked at
   * @throws whatever `look` throws to end the search
   */
  constructor(
    files: CaseFiles,
    searched: readonly PublishedFile[],
    { query, range, sort, inOrder }: AskedEvents,
    look: Look,
    share: Share = WHOLE,
  ) {
    this.matches = new MatchList(sort);
    this.#range = range;
    this.#inOrder = inOrder;
    this.#look = look;
    this.#evaluation = new QueryEvaluation(files, query, searched);
    searched.forEach((file, position) => {
      if (isInShare(file, share)) this.#search(file, position);
    });
  }

  #search(file: PublishedFile, position: number): void {
    if (!overlaps(file, this.#range)) return;
    const query = this.#evaluation.leftFor(file);
    if (query === null) return;
    const look = (): void => this.#look(this.matches, position);
    try {
      for (const found of this.#evaluation.over(file, query, look)) this.#add(position, found);
    } catch (error) {
      this.problems.push({ file: position, reason: problemOf(file, error) });
    }
  }

  #add(position: number, { segment, places, again }: Evaluated): void {
    const within = placesWithin(places, segment, this.#range);
    const run = MatchedRun.in(position, segment, within, again);
    if (this.#inOrder && run.count > 0) run.workOutOrder();
    this.matches.put(run);
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
