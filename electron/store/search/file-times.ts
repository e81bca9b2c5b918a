/** Between which times the events of a file lie, by its published counts. */
import type { FileTime, TimeExtent } from '@shared/model/file-time';
import { parseIsoTime } from '@shared/model/time-text';
import type { PublishedFile } from '../case/published-rows';
import type { TimeRange } from './time-places';

interface FileTimes extends TimeExtent {
  /** To the tick: times past the year 9999 are written otherwise (`formatFileTime`), and lie within what is told of them. */
  readonly areExact: boolean;
}

/** Rows of case.db are kept while it does not change: each is read once. */
const known = new WeakMap<PublishedFile, FileTimes | null>();

/** Null where no event has a time. */
export function timesOf(file: PublishedFile): FileTimes | null {
  const told = known.get(file);
  if (told !== undefined) return told;
  const { firstEvent, lastEvent } = file.published.counts;
  const times = firstEvent === null || lastEvent === null ? null : timesIn(firstEvent, lastEvent);
  known.set(file, times);
  return times;
}

function timesIn(firstText: string, lastText: string): FileTimes {
  const [first, last] = [parseIsoTime(firstText), parseIsoTime(lastText)];
  const areExact = first !== null && last !== null;
  return { first: first ?? EARLIEST, last: last ?? LATEST, areExact };
}

/** Whether a file can have events in the range, told by its published counts. */
export function overlaps(file: PublishedFile, { from, to }: TimeRange): boolean {
  if (file.published.counts.events === 0) return false;
  if (from === null && to === null) return true;
  const times = timesOf(file);
  return (
    times !== null && (from === null || times.last >= from) && (to === null || times.first < to)
  );
}

const EARLIEST = 0n as FileTime;
/** A FILETIME can say. */
export const LATEST = 0xffff_ffff_ffff_ffffn as FileTime;
