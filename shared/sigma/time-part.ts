/** Parts of a field's date for the time modifiers, in UTC (sigma.md 1.5). */
import { type CalendarTime, calendarOf, type FileTime } from '@shared/model/file-time';
import { parseIsoTime } from '@shared/model/time-text';
import type { TimePart } from './predicate';

const TICKS_PER_DAY = 864_000_000_000n;

/** Null where the text is no time. */
export function timePartOf(text: string, part: TimePart): number | null {
  const time = parseIsoTime(text);
  const calendar = time === null ? null : calendarOf(time);
  if (time === null || calendar === null) return null;
  return part === 'week' ? isoWeek(time, calendar) : calendar[part];
}

/** ISO 8601 week: the one that holds the year's first Thursday is week 1. */
function isoWeek(time: FileTime, calendar: CalendarTime): number {
  const day = Number(time / TICKS_PER_DAY);
  // 1601-01-01 was a Monday.
  const thursday = day - (day % 7) + 3;
  const thursdayYear =
    calendarOf((BigInt(thursday) * TICKS_PER_DAY) as FileTime)?.year ?? calendar.year;
  const start = parseIsoTime(`${thursdayYear}-01-01`);
  const yearStart = start === null ? 0 : Number(start / TICKS_PER_DAY);
  return Math.floor((thursday - yearStart) / 7) + 1;
}
