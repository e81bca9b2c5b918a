/** One search over the published events of some files, shard by shard. */
import type { Query } from '@shared/query/ast';
import type { Segment } from '../event-store';
import type { PublishedFile } from '../case/published-rows';
import { problemOf } from './case-facts';
import { type CaseFiles } from './case-files';
import { overlaps } from './file-times';
import { MatchedRun } from './matched-run';
import { MatchList } from './matches';
import { type Places, placesKept } from './places';
import { isInShare, type Share, WHOLE } from './shares';
import { ToldRuns } from './told-runs';
import { type Evaluated, QueryEvaluation } from './query-evaluation';
import { placesWithin, type TimeRange } from './time-places';

export interface AskedEvents {
  readonly query: Query;
  readonly range: TimeRange;
  /** Without events the examiner put out of sight. */
  readonly withoutHidden: boolean;
  readonly sort: 'asc' | 'desc';
  /** Whether more is wanted than what matches: its times are read with it, and told if they are damaged. */
  readonly inOrder: boolean;
  /** Whether no file is taken for what the case tells of it: some shard was found damaged. */
  readonly looksAtAll: boolean;
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
  readonly #files: CaseFiles;
  readonly #evaluation: QueryEvaluation;
  readonly #asked: AskedEvents;
  readonly #look: Look;
  /** Null where every file is looked at. */
  readonly #told: ToldRuns | null;

  /**
   * @param share of the files that are looked at
   * @throws whatever `look` throws to end the search
   */
  constructor(
    files: CaseFiles,
    searched: readonly PublishedFile[],
    asked: AskedEvents,
    look: Look,
    share: Share = WHOLE,
  ) {
    this.matches = new MatchList(asked.sort);
    this.#files = files;
    this.#asked = asked;
    this.#look = look;
    this.#told = asked.looksAtAll ? null : new ToldRuns(files, asked.range);
    this.#evaluation = new QueryEvaluation(files, asked.query, searched);
    searched.forEach((file, position) => {
      if (isInShare(file, share)) this.#search(file, position);
    });
  }

  #search(file: PublishedFile, position: number): void {
    if (!overlaps(file, this.#asked.range)) return;
    const query = this.#evaluation.leftFor(file);
    if (query === null) return;
    const look = (): void => this.#look(this.matches, position);
    try {
      const hidden = this.#hiddenIn(file);
      const isAll = query.kind === 'all' && hidden.size === 0;
      const told = isAll ? this.#told?.of(file, position) : null;
      if (told !== null && told !== undefined) {
        look();
        return this.matches.put(told);
      }
      for (const found of this.#evaluation.over(file, query, look))
        this.#add(position, found, hidden);
    } catch (error) {
      this.problems.push({ file: position, reason: problemOf(file, error) });
    }
  }

  /** Numbers of events that are left out. */
  #hiddenIn(file: PublishedFile): ReadonlySet<number> {
    if (!this.#asked.withoutHidden || !this.#evaluation.isMarked(file)) return NONE_HIDDEN;
    const marks = [...this.#files.marks(file)];
    return new Set(marks.flatMap(([event, { hidden }]) => (hidden === null ? [] : [event])));
  }

  #add(position: number, { segment, places, again }: Evaluated, hidden: ReadonlySet<number>): void {
    const within = placesWithin(places, segment, this.#asked.range);
    const inSight = placesInSight(within, segment, hidden);
    const run = MatchedRun.in(position, segment, inSight, again);
    if (this.#asked.inOrder && run.count > 0) run.workOutOrder();
    this.matches.put(run);
  }
}

const NONE_HIDDEN: ReadonlySet<number> = new Set();

function placesInSight(
  places: Places,
  { firstEvent, events }: Segment,
  hidden: ReadonlySet<number>,
): Places {
  if (hidden.size === 0) return places;
  return placesKept(places, events, (at) => !hidden.has(firstEvent + at));
}
