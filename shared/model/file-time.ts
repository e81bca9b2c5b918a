/**
 * Evidence time: integer 100 ns ticks since 1601-01-01T00:00:00Z (a Windows FILETIME, unsigned 64 bit).
 * A JavaScript Date is never used: it keeps milliseconds only and would round the evidence.
 */
import type { Brand } from './ids';

export type FileTime = Brand<bigint, 'FileTime'>;

/** From the first event to the last. */
export interface TimeExtent {
  readonly first: FileTime;
  readonly last: FileTime;
}

export const TICKS_PER_SECOND = 10_000_000n;
const SECONDS_PER_DAY = 86_400n;
export const TICKS_PER_DAY = SECONDS_PER_DAY * TICKS_PER_SECOND;
/** 9999-12-31T23:59:59.9999999Z, the last time four year digits can write. */
export const LAST_WRITABLE = 2_650_467_743_999_999_999n;
/** Days from 0000-03-01 (proleptic Gregorian) to 1601-01-01. */
const DAYS_TO_1601 = 584_694;
const LARGEST = 0xffff_ffff_ffff_ffffn;

/** Ticks as a FileTime, or null where they do not fit an unsigned 64-bit FILETIME. */
export function fileTime(ticks: bigint): FileTime | null {
  return ticks >= 0n && ticks <= LARGEST ? (ticks as FileTime) : null;
}

/** The two little-endian halves of a FILETIME, each an unsigned 32-bit number. */
export function fileTimeOfHalves(high: number, low: number): FileTime {
  return ((BigInt(high) << 32n) | BigInt(low)) as FileTime;
}

/** Days from 1601-01-01 to the first day of a Gregorian month (month 1–12). */
function daysBeforeMonth(year: number, month: number): number {
  // Counting years from March makes the leap day the last day of the year.
  const marchYear = month > 2 ? year : year - 1;
  const monthFromMarch = (month + 9) % 12;
  const leapDays =
    Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  return marchYear * 365 + leapDays + Math.floor((monthFromMarch * 153 + 2) / 5) - DAYS_TO_1601;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

export interface CalendarTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** 0–9,999,999, in 100 ns. */
  readonly ticks: number;
}

/** A UTC calendar time as a FileTime; null where a part is out of range or the year is before 1601. */
export function fileTimeOfCalendar(time: CalendarTime): FileTime | null {
  const { year, month, day, hour, minute, second, ticks } = time;
  if (year < 1601 || year > 9999 || month < 1 || month > 12) return null;
  if (day < 1 || day > daysInMonth(year, month) || hour > 23 || minute > 59 || second > 59) {
    return null;
  }
  const days = daysBeforeMonth(year, month) + day - 1;
  const seconds = BigInt(days * 86_400 + hour * 3_600 + minute * 60 + second);
  return (seconds * TICKS_PER_SECOND + BigInt(ticks)) as FileTime;
}

/** The UTC calendar parts of a time; null past the year 9999, which four digits cannot write. */
export function calendarOf(time: FileTime): CalendarTime | null {
  if (time > LAST_WRITABLE) return null;
  const seconds = time / TICKS_PER_SECOND;
  const secondOfDay = Number(seconds % SECONDS_PER_DAY);
  // Civil-from-days over 400-year eras that start on 1 March.
  const sinceMarch = Number(seconds / SECONDS_PER_DAY) + DAYS_TO_1601;
  const era = Math.floor(sinceMarch / 146_097);
  const dayOfEra = sinceMarch - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1_460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
    hour: Math.floor(secondOfDay / 3_600),
    minute: Math.floor(secondOfDay / 60) % 60,
    second: secondOfDay % 60,
    ticks: Number(time % TICKS_PER_SECOND),
  };
}
