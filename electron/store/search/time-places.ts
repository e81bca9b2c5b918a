/** Tests of the event's own time over a segment. */
import { type FileTime, TICKS_PER_SECOND } from '@shared/model/file-time';
import { formatFileTime } from '@shared/model/time-text';
import {
  type Comparison,
  endsOf,
  type FieldTest,
  type Pattern,
  type SpanUnit,
} from '@shared/query/ast';
import { timeOf } from '@shared/query/parser';
import { wholeMatcher } from '@shared/query/pattern';
import { beginPattern } from '@shared/query/time-begin';
import type { Segment } from '../event-store';
import { holds } from './field-test';
import { NOWHERE, type Places, placesKept, placesOf } from './places';
import { wordsOf } from '../shard/byte-planes';
import { boundOf, compareToBound } from './time-words';

const SECONDS: Readonly<Record<SpanUnit, bigint>> = {
  s: 1n,
  m: 60n,
  h: 3_600n,
  d: 86_400n,
  w: 604_800n,
};

export type TimeTest = Extract<FieldTest, { kind: 'exists' | 'compare' | 'range' | 'last' }>;

const TIME_TESTS: readonly string[] = ['exists', 'compare', 'range', 'last'];

export const isTimeTest = (test: FieldTest): test is TimeTest => TIME_TESTS.includes(test.kind);

export interface TimeAsked {
  readonly comparison: Comparison;
  /** In ticks. */
  readonly wanted: bigint;
}

/**
 * What the time must be, all of it; null where no event passes.
 * @param caseEnd time of the last event of the case; null where none has a time
 */
export function timeAsked(
  test: Exclude<TimeTest, { kind: 'exists' }>,
  caseEnd: FileTime | null,
): readonly TimeAsked[] | null {
  const asked: TimeAsked[] = [];
  const ends =
    test.kind === 'last'
      ? [{ comparison: '>=' as const, time: beginOf(test, caseEnd) }]
      : endsOf(test).map(({ comparison, value }) => ({ comparison, time: timeOf(value) }));
  for (const { comparison, time: wanted } of ends) {
    if (wanted === null) return null;
    asked.push({ comparison, wanted });
  }
  return asked;
}

/** @param caseEnd as above */
export function timePlaces(
  test: TimeTest,
  { times, hasTime, events }: Segment,
  caseEnd: FileTime | null,
): Places {
  if (test.kind === 'exists') return placesOf(hasTime);
  const asked = timeAsked(test, caseEnd);
  if (asked === null) return NOWHERE;
  const words = wordsOf(times);
  const ends = asked.map(({ comparison, wanted }) => ({ comparison, bound: boundOf(wanted) }));
  const passes = (at: number): boolean =>
    hasTime[at] === 1 &&
    ends.every(({ comparison, bound }) => holds(compareToBound(words, at, bound), comparison, 0));
  return placesKept(null, events, passes);
}

/** An open end is null. */
export interface TimeRange {
  readonly from: FileTime | null;
  /** The first time behind it. */
  readonly to: FileTime | null;
}

/** Those of events in a range; events without a time are in none that has an end. */
export function placesWithin(places: Places, segment: Segment, { from, to }: TimeRange): Places {
  if (from === null && to === null) return places;
  const { times, hasTime, events } = segment;
  const words = wordsOf(times);
  const [first, end] = [boundOf(from ?? 0n), boundOf(to ?? BEHIND_ALL)];
  return placesKept(
    places,
    events,
    (at) =>
      hasTime[at] === 1 &&
      compareToBound(words, at, first) >= 0 &&
      compareToBound(words, at, end) < 0,
  );
}

/** Null where no event has a time as early. */
export function lastTimeUpTo({ times, hasTime }: Segment, upTo: FileTime): FileTime | null {
  let last: bigint | null = null;
  times.forEach((time, at) => {
    if (hasTime[at] === 1 && time <= upTo && (last === null || time > last)) last = time;
  });
  return last;
}

const BEHIND_ALL = 1n << 64n;

const beginOf = (
  { amount, unit }: Extract<FieldTest, { kind: 'last' }>,
  caseEnd: FileTime | null,
): bigint | null =>
  caseEnd === null ? null : caseEnd - BigInt(amount) * SECONDS[unit] * TICKS_PER_SECOND;

/** Events whose time begins as the pattern says: `time:2026-03-09` is a day, `time:2026-03-09T09` an hour. */
export function timeBeginFlags(pattern: Pattern, { times, hasTime }: Segment): Uint8Array {
  const begins = wholeMatcher(beginPattern(pattern));
  return Uint8Array.from(hasTime, (has, at) =>
    has === 1 && begins(formatFileTime((times[at] ?? 0n) as FileTime)) ? 1 : 0,
  );
}
