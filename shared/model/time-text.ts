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

/** From `2026-01-02T03:04:05Z` to seven digits of a second. */
const USUAL_LENGTHS = { shortest: 20, longest: 28 } as const;

let lastDay = '';
let lastDayTicks: bigint | null = null;

/**
 * The spelling nearly every log uses, day by day: logs go on within a day, and working one out costs more
 * than the rest. Undefined where the text is written another way.
 */
function usualTime(text: string): FileTime | null | undefined {
  const { length } = text;
  if (length < USUAL_LENGTHS.shortest || length > USUAL_LENGTHS.longest) return undefined;
  if (text.charCodeAt(length - 1) !== 0x5a || text.charCodeAt(10) !== 0x54) return undefined;
  const hour = twoDigits(text, 11);
  const minute = twoDigits(text, 14);
  const second = twoDigits(text, 17);
  const ticks = ticksOfFraction(text, length - 1);
  const separated = text.charCodeAt(13) === 0x3a && text.charCodeAt(16) === 0x3a;
  if (!separated || !(hour < 24 && minute < 60 && second < 60 && ticks >= 0)) return undefined;
  const day = text.slice(0, 10);
  if (day !== lastDay) {
    lastDay = day;
    lastDayTicks = parseAnyIso(day);
  }
  if (lastDayTicks === null) return undefined;
  const inDay = ((hour * 60 + minute) * 60 + second) * 10_000_000 + ticks;
  return fileTime(lastDayTicks + BigInt(inDay));
}

const digitAt = (text: string, at: number): number => {
  const digit = text.charCodeAt(at) - 0x30;
  return digit >= 0 && digit <= 9 ? digit : Number.NaN;
};
const twoDigits = (text: string, at: number): number =>
  digitAt(text, at) * 10 + digitAt(text, at + 1);

/** 100 ns in the fraction that ends before `end`; NaN where there is something else. */
function ticksOfFraction(text: string, end: number): number {
  if (end === 19) return 0;
  if (text.charCodeAt(19) !== 0x2e || end === 20) return Number.NaN;
  let ticks = 0;
  for (let at = 20; at < 27; at++) ticks = ticks * 10 + (at < end ? digitAt(text, at) : 0);
  return ticks;
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
  const usual = usualTime(text);
  return usual === undefined ? parseAnyIso(text) : usual;
}

function parseAnyIso(text: string): FileTime | null {
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
