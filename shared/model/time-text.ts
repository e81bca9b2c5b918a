/**
 * Times as text. One writer (`formatFileTime`) for grid, export, report and command line; one reader for
 * the ISO 8601 spellings found in evidence and typed into queries.
 */
import {
  calendarOf,
  fileTime,
  fileTimeOfCalendar,
  type FileTime,
  TICKS_PER_SECOND,
} from './file-time';

const two = (part: number): string => String(part).padStart(2, '0');

/**
 * `YYYY-MM-DDTHH:MM:SS.fffffffZ`, always seven fraction digits. Times past the year 9999, which this
 * shape cannot write, come as `ticks:<decimal FILETIME>` so that nothing is lost.
 */
export function formatFileTime(time: FileTime): string {
  const parts = calendarOf(time);
  if (parts === null) return `ticks:${time}`;
  const day = `${String(parts.year).padStart(4, '0')}-${two(parts.month)}-${two(parts.day)}`;
  const clock = `${two(parts.hour)}:${two(parts.minute)}:${two(parts.second)}`;
  return `${day}T${clock}.${String(parts.ticks).padStart(7, '0')}Z`;
}

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,12}))?)?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/i;

/** Minutes east of UTC of `Z`, `UTC` or `±hh[:]mm`. */
function zoneMinutes(zone: string | undefined): number {
  if (zone === undefined || /^(Z|UTC)$/i.test(zone)) return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return zone.startsWith('-') ? -minutes : minutes;
}

/**
 * An ISO 8601 time (or day) as ticks. Without a zone it is read as UTC; digits beyond 100 ns are cut.
 * Null where the text is no such time; never throws.
 */
export function parseIsoTime(text: string): FileTime | null {
  if (text.startsWith('ticks:')) return parseTicks(text.slice(6));
  const match = ISO.exec(text.trim());
  if (match === null) return null;
  const [, year, month, day, hour, minute, second, fraction, zone] = match;
  const time = fileTimeOfCalendar({
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour ?? 0),
    minute: Number(minute ?? 0),
    second: Number(second ?? 0),
    ticks: Number((fraction ?? '').slice(0, 7).padEnd(7, '0')),
  });
  if (time === null) return null;
  return fileTime(time - BigInt(zoneMinutes(zone)) * 60n * TICKS_PER_SECOND);
}

function parseTicks(digits: string): FileTime | null {
  return /^\d{1,20}$/.test(digits) ? fileTime(BigInt(digits)) : null;
}

/** Ticks between the FILETIME epoch (1601) and the Unix epoch (1970). */
export const UNIX_EPOCH_TICKS = 116_444_736_000_000_000n;

/** The present moment of this machine's clock: for logs and audit entries, never for evidence. */
export function fileTimeNow(): FileTime {
  return (UNIX_EPOCH_TICKS + BigInt(Date.now()) * 10_000n) as FileTime;
}
