/**
 * Evidence times in the zone the examiner chose. The 100 ns ticks stay integers throughout; Intl is asked
 * for one thing only, how far the zone was from UTC at that moment.
 */
import {
  calendarOf,
  type CalendarTime,
  fileTime,
  type FileTime,
  TICKS_PER_SECOND,
} from '@shared/model/file-time';
import { formatFileTime, parseIsoTime } from '@shared/model/time-text';

const UNIX_EPOCH_TICKS = 116_444_736_000_000_000n;
const TICKS_PER_MS = 10_000n;
/** Zones change their offset on quarter hours at the finest. */
const QUARTER_MS = 900_000;
const MOST_OFFSETS = 5_000;
/** What Date can hold; beyond it Intl cannot be asked. */
const LAST_DATE_MS = 8_640_000_000_000_000;

const writers = new Map<string, Intl.DateTimeFormat | null>();
const offsets = new Map<string, number>();

function writerOf(zone: string): Intl.DateTimeFormat | null {
  const known = writers.get(zone);
  if (known !== undefined) return known;
  let writer: Intl.DateTimeFormat | null;
  try {
    writer = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  } catch {
    // A zone this machine's tables lack (settings from another machine): shown as UTC.
    writer = null;
  }
  writers.set(zone, writer);
  return writer;
}

export const systemZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;
export const isKnownZone = (zone: string): boolean => writerOf(zone) !== null;

/** Seconds of `GMT`, `GMT+05:30` or `GMT-00:44:30`. */
export function parseOffsetName(name: string): number {
  const match = /^GMT(?:([+\u2212-])(\d{1,2}):?(\d{2})?(?::(\d{2}))?)?$/.exec(name);
  if (match?.[1] === undefined) return 0;
  const seconds = Number(match[2]) * 3_600 + Number(match[3] ?? 0) * 60 + Number(match[4] ?? 0);
  return match[1] === '+' ? seconds : -seconds;
}

/** Seconds a zone was east of UTC at a time. */
export function zoneOffsetSeconds(zone: string, time: FileTime): number {
  if (zone === 'UTC') return 0;
  const unixMs = Number((time - UNIX_EPOCH_TICKS) / TICKS_PER_MS);
  const writer = writerOf(zone);
  if (writer === null || Math.abs(unixMs) > LAST_DATE_MS) return 0;
  const quarter = Math.floor(unixMs / QUARTER_MS);
  const key = `${zone}|${quarter}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const parts = writer.formatToParts(quarter * QUARTER_MS);
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  const seconds = parseOffsetName(name);
  if (offsets.size >= MOST_OFFSETS) offsets.clear();
  offsets.set(key, seconds);
  return seconds;
}

const two = (part: number): string => String(part).padStart(2, '0');

function writeCalendar(parts: CalendarTime, digits: number): string {
  const day = `${String(parts.year).padStart(4, '0')}-${two(parts.month)}-${two(parts.day)}`;
  const fraction = String(parts.ticks).padStart(7, '0').slice(0, digits);
  return `${day} ${two(parts.hour)}:${two(parts.minute)}:${two(parts.second)}.${fraction}`;
}

/** `+02:00`; seconds only where a zone has them. */
export function formatOffset(seconds: number): string {
  const size = Math.abs(seconds);
  const rest = size % 60 === 0 ? '' : `:${two(size % 60)}`;
  const sign = seconds < 0 ? '-' : '+';
  return `${sign}${two(Math.floor(size / 3_600))}:${two(Math.floor(size / 60) % 60)}${rest}`;
}

/** How an evidence time is written: to the millisecond for grids, all seven digits elsewhere. */
function inZone(
  text: string,
  zone: string,
  digits: number,
): { written: string; offset: number } | null {
  const time = parseIsoTime(text);
  if (time === null) return null;
  const offset = zoneOffsetSeconds(zone, time);
  const shifted = fileTime(time + BigInt(offset) * TICKS_PER_SECOND);
  const parts = shifted === null ? null : calendarOf(shifted);
  return parts === null ? null : { written: writeCalendar(parts, digits), offset };
}

/** `2026-03-14 02:11:07.104`; the fraction is cut, never rounded. Text that is no time comes back as is. */
export function formatGridTime(text: string, zone: string): string {
  return inZone(text, zone, 3)?.written ?? text;
}

/** `2026-03-14 02:11:07.1043021 UTC` or with `+02:00`. */
export function formatFullTime(text: string, zone: string): string {
  const shown = inZone(text, zone, 7);
  if (shown === null) return text;
  return `${shown.written} ${zone === 'UTC' ? 'UTC' : formatOffset(shown.offset)}`;
}

/**
 * A time typed by the examiner as ISO 8601 in UTC. Without a zone of its own it is read in the shown zone.
 * Null where it is no time.
 */
export function typedTimeToIso(text: string, zone: string): string | null {
  const typed = text.trim();
  const wall = parseIsoTime(typed);
  if (wall === null) return null;
  if (/(Z|UTC|[T ]\S*[+-]\d{2}:?\d{2})$/i.test(typed) || zone === 'UTC')
    return formatFileTime(wall);
  // Twice: the first guess may fall on the other side of a change of the clocks.
  const guess = shiftBack(wall, zoneOffsetSeconds(zone, wall));
  const exact = guess === null ? null : shiftBack(wall, zoneOffsetSeconds(zone, guess));
  return exact === null ? null : formatFileTime(exact);
}

function shiftBack(wall: FileTime, offset: number): FileTime | null {
  return fileTime(wall - BigInt(offset) * TICKS_PER_SECOND);
}
