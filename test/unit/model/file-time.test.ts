import {
  calendarOf,
  type CalendarTime,
  fileTime,
  fileTimeOfCalendar,
  fileTimeOfHalves,
} from '@shared/model/file-time';
import fc from 'fast-check';
import { expect, it } from 'vitest';

const UNIX_EPOCH_TICKS = 116_444_736_000_000_000n;
const LAST_WRITABLE = 2_650_467_743_999_999_999n;

const moment = (given: Partial<CalendarTime>): CalendarTime => ({
  year: 2026,
  month: 1,
  day: 1,
  hour: 0,
  minute: 0,
  second: 0,
  ticks: 0,
  ...given,
});

it('counts from 1601', () => {
  expect(fileTimeOfCalendar(moment({ year: 1601 }))).toBe(0n);
  expect(fileTimeOfCalendar(moment({ year: 1970 }))).toBe(UNIX_EPOCH_TICKS);
});

it('agrees with the calendar of the platform on every millisecond a Date can name', () => {
  const dates = fc.date({
    min: new Date('1601-01-01T00:00:00Z'),
    max: new Date('9999-12-31T23:59:59.999Z'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(dates, fc.nat(9_999), (date, rest) => {
      const ticks = BigInt(date.getTime()) * 10_000n + UNIX_EPOCH_TICKS + BigInt(rest);
      const time = fileTime(ticks);
      expect(time).not.toBeNull();
      if (time === null) return;
      const parts = {
        year: date.getUTCFullYear(),
        month: date.getUTCMonth() + 1,
        day: date.getUTCDate(),
        hour: date.getUTCHours(),
        minute: date.getUTCMinutes(),
        second: date.getUTCSeconds(),
        ticks: date.getUTCMilliseconds() * 10_000 + rest,
      };
      expect(calendarOf(time)).toEqual(parts);
      expect(fileTimeOfCalendar(parts)).toBe(ticks);
    }),
  );
});

it('knows every day of four hundred years and some', () => {
  const ticksPerDay = 864_000_000_000n;
  const wrong: string[] = [];
  for (let day = 0; day < 150_000; day++) {
    const date = new Date(Date.UTC(1601, 0, 1) + day * 86_400_000);
    const time = fileTime(BigInt(day) * ticksPerDay);
    const parts = time === null ? null : calendarOf(time);
    const same =
      parts?.year === date.getUTCFullYear() &&
      parts.month === date.getUTCMonth() + 1 &&
      parts.day === date.getUTCDate() &&
      fileTimeOfCalendar(parts) === time;
    if (!same) wrong.push(date.toISOString());
  }
  expect(wrong).toEqual([]);
});

it.each([
  ['a month 13', { month: 13 }],
  ['a month 0', { month: 0 }],
  ['a day 31 of April', { month: 4, day: 31 }],
  ['a 29 February outside leap years', { year: 2025, month: 2, day: 29 }],
  ['a 29 February of 1900', { year: 1900, month: 2, day: 29 }],
  ['an hour 24', { hour: 24 }],
  ['a second 60', { second: 60 }],
  ['a year before 1601', { year: 1600 }],
  ['a year past 9999', { year: 10_000 }],
])('refuses %s', (_, part) => {
  expect(fileTimeOfCalendar(moment(part))).toBeNull();
});

it('takes the 29 February of leap years', () => {
  expect(fileTimeOfCalendar(moment({ year: 2000, month: 2, day: 29 }))).not.toBeNull();
  expect(fileTimeOfCalendar(moment({ year: 2024, month: 2, day: 29 }))).not.toBeNull();
});

it('joins the halves as unsigned numbers', () => {
  expect(fileTimeOfHalves(0xffff_ffff, 0xffff_ffff)).toBe(0xffff_ffff_ffff_ffffn);
  expect(fileTimeOfHalves(1, 2)).toBe(0x1_0000_0002n);
});

it('holds 64 unsigned bits and no more', () => {
  expect(fileTime(-1n)).toBeNull();
  expect(fileTime(2n ** 64n)).toBeNull();
  expect(fileTime(2n ** 64n - 1n)).toBe(2n ** 64n - 1n);
});

it('has no calendar past the year 9999', () => {
  const last = fileTime(LAST_WRITABLE);
  const next = fileTime(LAST_WRITABLE + 1n);
  expect(last === null ? null : calendarOf(last)).toMatchObject({ year: 9999, ticks: 9_999_999 });
  expect(next === null ? undefined : calendarOf(next)).toBeNull();
});
