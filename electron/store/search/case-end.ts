/**
 * Where a case ends, for `time:last 7d`: its last event whose time can be one. Records that are damaged or were written
 * by a clock that was wrong say times that had not come when the file was added, and they end no case (decision 0053).
 */
import { type FileTime, LAST_WRITABLE, TICKS_PER_DAY } from '@shared/model/file-time';
import { parseIsoTime } from '@shared/model/time-text';
import type { Query } from '@shared/query/ast';
import { leavesOf } from '@shared/query/leaves';
import type { PublishedFile } from '../case/published-rows';
import { LATEST, timesOf } from './file-times';

/** A file that has events behind a time, and maybe before it. */
export interface CutFile {
  readonly file: PublishedFile;
  readonly upTo: FileTime;
}

/** The last event of files that is no later than each may have one; null where none is. */
export type LastUpTo = (cut: readonly CutFile[]) => FileTime | null;

/** Whether what a query finds changes with where the case ends. */
export const asksCaseEnd = (query: Query): boolean =>
  leavesOf(query).some((leaf) => leaf.kind === 'field' && leaf.test.kind === 'last');

/** What an event may say at the latest. Each holds where no event meets the one before. */
const LIMITS: readonly ((file: PublishedFile) => FileTime)[] = [
  endOfNextDay,
  () => LAST_WRITABLE as FileTime,
  () => LATEST,
];

/** Null where no event has a time. @param read asked only of files that the case tells too little of */
export function caseEndOf(files: readonly PublishedFile[], read: LastUpTo): FileTime | null {
  for (const limit of LIMITS) {
    const end = endWithin(files, limit, read);
    if (end !== null) return end;
  }
  return null;
}

function endWithin(
  files: readonly PublishedFile[],
  limit: (file: PublishedFile) => FileTime,
  read: LastUpTo,
): FileTime | null {
  let end: FileTime | null = null;
  const cut: CutFile[] = [];
  for (const file of files) {
    const times = timesOf(file);
    if (times === null) continue;
    const upTo = limit(file);
    if (times.last <= upTo) end = later(end, times.last);
    else if (times.first <= upTo) cut.push({ file, upTo });
  }
  const asked = cut.filter(({ upTo }) => end === null || upTo > end);
  return asked.length === 0 ? end : later(end, read(asked));
}

export const later = (left: FileTime | null, right: FileTime | null): FileTime | null =>
  left === null || (right !== null && right > left) ? right : left;

/** Of the day after the file was added, UTC: the clock of this machine may be a time zone off. */
function endOfNextDay({ addedAt }: PublishedFile): FileTime {
  const added = parseIsoTime(addedAt);
  if (added === null) return LAST_WRITABLE as FileTime;
  return ((added / TICKS_PER_DAY + 2n) * TICKS_PER_DAY - 1n) as FileTime;
}
