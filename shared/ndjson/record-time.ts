/** When a JSON record's event happened, from the text of one of its leaves. Null where it does not say. */
import { type FileTime, fileTime } from '@shared/model/file-time';
import { parseIsoTime, UNIX_EPOCH_TICKS } from '@shared/model/time-text';

/** After the year of an ISO time. */
const DASH = 0x2d;
/** Decimal Unix time, or FILETIME. */
const NUMBER = /^(\d{9,20})(?:\.(\d+))?$/;
/** How .NET's JSON wrote times: milliseconds. */
const DOT_NET = /^\/Date\((\d{1,15})(?:[+-]\d{4})?\)\/$/;

/** Linux's audit: seconds and milliseconds, then the number of the event; raw records wrap it in `audit(…):`. */
const AUDIT = /^(?:audit\()?(\d{9,11})\.(\d{1,9}):\d+\)?:?$/;

/** Units by size: seconds up to the year 5138, then milliseconds, microseconds, FILETIME, nanoseconds. */
const UNITS = [
  { below: 10n ** 11n, ticks: 10_000_000n },
  { below: 10n ** 14n, ticks: 10_000n },
  { below: 10n ** 17n, ticks: 10n },
] as const;
const LARGEST_FILETIME = 10n ** 18n;
const NANOSECONDS_PER_TICK = 100n;

export function timeOf(text: string): FileTime | null {
  if (text.charCodeAt(4) === DASH) return parseIsoTime(text);
  const number = NUMBER.exec(text);
  if (number !== null) return timeOfNumber(BigInt(number[1] ?? 0), number[2] ?? '');
  const audited = AUDIT.exec(text);
  if (audited !== null) return timeOfNumber(BigInt(audited[1] ?? 0), audited[2] ?? '');
  const milliseconds = DOT_NET.exec(text)?.[1];
  if (milliseconds === undefined) return parseIsoTime(text);
  return fileTime(UNIX_EPOCH_TICKS + BigInt(milliseconds) * 10_000n);
}

function timeOfNumber(whole: bigint, fraction: string): FileTime | null {
  const unit = UNITS.find(({ below }) => whole < below);
  if (unit !== undefined) {
    const part =
      (BigInt(fraction.slice(0, 18) || 0) * unit.ticks) /
      10n ** BigInt(fraction.slice(0, 18).length);
    return fileTime(UNIX_EPOCH_TICKS + whole * unit.ticks + part);
  }
  if (whole < LARGEST_FILETIME) return fileTime(whole);
  return fileTime(UNIX_EPOCH_TICKS + whole / NANOSECONDS_PER_TICK);
}
