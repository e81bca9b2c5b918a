/** The range of time a search asks for. */
import type { EventSearch } from '@shared/contract/event-search';
import type { FileTime } from '@shared/model/file-time';
import { parseIsoTime } from '@shared/model/time-text';
import type { QueryFault } from '@shared/query/ast';
import { QueryError } from './query-error';
import type { TimeRange } from './time-places';

export const noTime = (text: string, what: string): QueryFault => ({
  message: `"${text}" (${what}) is not a time. Write it as 2026-03-09 or 2026-03-09T08:51:00Z.`,
  ...{ start: 0, end: 0 },
});

/** @throws QueryError where an end of the range is no time */
export function rangeOf({ from, to }: EventSearch): TimeRange {
  const end = (text: string | null, side: string): FileTime | null => {
    if (text === null || text.trim() === '') return null;
    const time = parseIsoTime(text);
    if (time !== null) return time;
    throw new QueryError(noTime(text, side));
  };
  return { from: end(from, 'from'), to: end(to, 'to') };
}
