/** Between which times the events of a file lie, by its published counts. */
import type { FileTime, TimeExtent } from '@shared/model/file-time';
import { parseIsoTime } from '@shared/model/time-text';
import type { PublishedFile } from './case-facts';
import type { TimeRange } from './time-places';

/** Rows of case.db are kept while it does not change: each is read once. */
const known = new WeakMap<PublishedFile, TimeExtent | null>();

/** Null where no event has a time. */
export function timesOf(file: PublishedFile): TimeExtent | null {
  const told = known.get(file);
  if (told !== undefined) return told;
  const { firstEvent, lastEvent } = file.published.counts;
  const times =
    firstEvent === null || lastEvent === null
      ? null
      : { first: timeOr(firstEvent, EARLIEST), last: timeOr(lastEvent, LATEST) };
  known.set(file, times);
  return times;
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

/** Times past the year 9999 are written otherwise (`formatFileTime`): whatever they are lies within. */
const timeOr = (text: string, otherwise: FileTime): FileTime => parseIsoTime(text) ?? otherwise;

const EARLIEST = 0n as FileTime;
const LATEST = 0xffff_ffff_ffff_ffffn as FileTime;
