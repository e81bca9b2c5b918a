/**
 * All events of a file as one run, by what the case tells of them: their number, the first and the last time. The shard
 * is opened when somebody looks at them, and most files of a case are not on a page.
 */
import { parseIsoTime } from '@shared/model/time-text';
import type { PublishedFile } from './case-facts';
import type { CaseFiles } from './case-files';
import { overlaps } from './file-times';
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
    const { events: count } = file.published.counts;
    const told = this.#timesOf(file);
    if (told === null || !isWithin(told, count, this.#range) || !this.#isThere(file)) return null;
    const { shards } = this.#files;
    return new MatchedRun(
      { file: position, segment: 0, firstEvent: 0, count, places: null, order: null, told },
      (id) => shards.part(file, id).segment,
    );
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
  return searched.every((file) => !overlaps(file, range) || told.of(file, 0) !== null);
}

/** Null where they cannot be told to the tick: times past the year 9999 are written otherwise. */
function timesTold({ published }: PublishedFile, timed: number): RunTimes | null {
  const { firstEvent, lastEvent } = published.counts;
  if (timed === 0) return { timed, first: null, last: null };
  const [first, last] = [parseIsoTime(firstEvent ?? ''), parseIsoTime(lastEvent ?? '')];
  if (first === null || last === null) return null;
  return { timed, first: boundOf(first), last: boundOf(last) };
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
