/**
 * All events of a file as one run, by what the case tells of them: their number, the first and the last time. The shard
 * is opened when somebody looks at them, and most files of a case are not on a page.
 */
import type { PublishedFile } from '../case/published-rows';
import type { CaseFiles } from './case-files';
import { overlaps, timesOf } from './file-times';
import { MatchedRun, type RunTimes } from './matched-run';
import type { AskedEvents } from './search-events';
import type { TimeRange } from './time-places';
import { boundOf, timeOfBound } from './time-words';

/** Rows of case.db are kept while it does not change: each is read once. */
const known = new WeakMap<PublishedFile, RunTimes | null>();

/** Of one search. */
export class ToldRuns {
  readonly #files: CaseFiles;
  readonly #range: TimeRange;
  readonly #isThere: (file: PublishedFile) => boolean;

  constructor(files: CaseFiles, range: TimeRange) {
    this.#files = files;
    this.#range = range;
    this.#isThere = files.shards.presence();
  }

  /**
   * Null where the case does not tell enough, some of the events are outside the range, or the shard is not there.
   * @param position of the file among those searched
   */
  of(file: PublishedFile, position: number): MatchedRun | null {
    const told = this.#within(file);
    if (told === null || !this.#isThere(file)) return null;
    const { shards } = this.#files;
    const { events: count } = file.published.counts;
    return new MatchedRun(
      { file: position, segment: 0, firstEvent: 0, count, places: null, order: null, told },
      (id) => shards.part(file, id).segment,
    );
  }

  /** Whether the case tells enough of a file, or has nothing to tell of it. */
  covers(file: PublishedFile): boolean {
    return !overlaps(file, this.#range) || this.#within(file) !== null;
  }

  #within(file: PublishedFile): RunTimes | null {
    const told = this.#timesOf(file);
    const isTold = told !== null && isWithin(told, file.published.counts.events, this.#range);
    return isTold ? told : null;
  }

  #timesOf(file: PublishedFile): RunTimes | null {
    const told = known.get(file);
    if (told !== undefined) return told;
    const standing = this.#files.standingEvents(file);
    const times = standing?.segments === 1 ? timesTold(file, standing.timed) : null;
    known.set(file, times);
    return times;
  }
}

/** Whether a search has no file to look at, but those with marks. */
export function areTold(
  files: CaseFiles,
  searched: readonly PublishedFile[],
  { query, range, looksAtAll }: AskedEvents,
): boolean {
  if (looksAtAll || query.kind !== 'all') return false;
  const told = new ToldRuns(files, range);
  return searched.every((file) => told.covers(file));
}

function timesTold(file: PublishedFile, timed: number): RunTimes | null {
  if (timed === 0) return { timed, first: null, last: null };
  const times = timesOf(file);
  if (times?.areExact !== true) return null;
  return { timed, first: boundOf(times.first), last: boundOf(times.last) };
}

/** Events without a time are in no range that has an end. */
function isWithin(
  { timed, first, last }: RunTimes,
  count: number,
  { from, to }: TimeRange,
): boolean {
  if (from === null && to === null) return true;
  if (timed < count || first === null || last === null) return false;
  return (from === null || timeOfBound(first) >= from) && (to === null || timeOfBound(last) < to);
}
