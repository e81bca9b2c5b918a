/**
 * All events of a file as one run, by what the case tells of them: their number, the first and the last time. The shard
 * is opened when somebody looks at them, and most files of a case are not on a page.
 */
import { parseIsoTime } from '@shared/model/time-text';
import type { PublishedFile } from './case-facts';
import type { CaseFiles } from './case-files';
import { MatchedRun, type RunTimes } from './matched-run';
import type { TimeRange } from './time-places';
import { boundOf, timeOfBound } from './time-words';

/**
 * Null where the case does not tell enough, some of the events are outside the range, or the shard is not there.
 * @param position of the file among those searched
 */
export function toldRun(
  files: CaseFiles,
  file: PublishedFile,
  position: number,
  range: TimeRange,
): MatchedRun | null {
  const standing = files.standingEvents(file);
  const { events: count } = file.published.counts;
  if (standing?.segments !== 1 || count === 0) return null;
  const told = timesTold(file, standing.timed);
  if (told === null || !isWithin(told, count, range) || !files.shards.isThere(file)) return null;
  const facts = { file: position, segment: 0, firstEvent: 0, count, places: null };
  return new MatchedRun({ ...facts, order: null, told }, () => files.shards.part(file, 0).segment);
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
