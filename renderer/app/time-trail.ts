/** The ranges of time the examiner came by, so that a zoom is gone back as it was gone in. */
import type { EventSearch } from '@shared/contract/event-search';

export type TimeRange = Pick<EventSearch, 'from' | 'to'>;

export const WHOLE_TIME: TimeRange = { from: null, to: null };

const MOST_RANGES = 100;

export const isWholeTime = ({ from, to }: TimeRange): boolean => from === null && to === null;

/** The trail once another range is in force; all of time ends it. @param trail the last one last */
export function trailOf(
  trail: readonly TimeRange[],
  { from, to }: TimeRange,
  now: TimeRange,
): readonly TimeRange[] {
  if (isWholeTime(now)) return [];
  if (now.from === from && now.to === to) return trail;
  return [...trail, { from, to }].slice(-MOST_RANGES);
}
