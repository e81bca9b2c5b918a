/** Tests of the event's own time over a segment. A flag per event: 1 matches. */
import { type FileTime, TICKS_PER_SECOND } from '@shared/model/file-time';
import { formatFileTime } from '@shared/model/time-text';
import type { Comparison, FieldTest, Pattern, SpanUnit } from '@shared/query/ast';
import { timeOf } from '@shared/query/parser';
import { wholeMatcher } from '@shared/query/pattern';
import type { Segment } from '../event-store';
import { holds } from './field-test';
import { boundOf, compareToBound, wordsOf } from './time-words';

const SECONDS: Readonly<Record<SpanUnit, bigint>> = {
  s: 1n,
  m: 60n,
  h: 3_600n,
  d: 86_400n,
  w: 604_800n,
};

export type TimeTest = Extract<FieldTest, { kind: 'exists' | 'compare' | 'last' }>;

export interface TimeAsked {
  readonly comparison: Comparison;
  /** In ticks. */
  readonly wanted: bigint;
}

/**
 * Null where no event passes.
 * @param caseEnd time of the last event of the case; null where none has a time
 */
export function timeAsked(
  test: Exclude<TimeTest, { kind: 'exists' }>,
  caseEnd: FileTime | null,
): TimeAsked | null {
  const wanted = test.kind === 'last' ? beginOf(test, caseEnd) : timeOf(test.value);
  const comparison = test.kind === 'last' ? '>=' : test.comparison;
  return wanted === null ? null : { comparison, wanted };
}

/** @param caseEnd as above */
export function timeFlags(
  test: TimeTest,
  { times, hasTime, events }: Segment,
  caseEnd: FileTime | null,
): Uint8Array {
  if (test.kind === 'exists') return Uint8Array.from(hasTime);
  const asked = timeAsked(test, caseEnd);
  const flags = new Uint8Array(events);
  if (asked === null) return flags;
  const { comparison, wanted } = asked;
  const [words, bound] = [wordsOf(times), boundOf(wanted)];
  for (let at = 0; at < flags.length; at++) {
    const passes = hasTime[at] === 1 && holds(compareToBound(words, at, bound), comparison, 0);
    flags[at] = passes ? 1 : 0;
  }
  return flags;
}

/** An open end is null. */
export interface TimeRange {
  readonly from: FileTime | null;
  /** The first time behind it. */
  readonly to: FileTime | null;
}

/** Takes away the flags of events out of a range; those without a time are in none that has an end. */
export function keepWithin(
  flags: Uint8Array,
  { times, hasTime }: Segment,
  { from, to }: TimeRange,
): void {
  if (from === null && to === null) return;
  const words = wordsOf(times);
  const [first, end] = [boundOf(from ?? 0n), boundOf(to ?? BEHIND_ALL)];
  for (let at = 0; at < flags.length; at++) {
    const isWithin = compareToBound(words, at, first) >= 0 && compareToBound(words, at, end) < 0;
    if (hasTime[at] !== 1 || !isWithin) flags[at] = 0;
  }
}

const BEHIND_ALL = 1n << 64n;

const beginOf = (
  { amount, unit }: Extract<FieldTest, { kind: 'last' }>,
  caseEnd: FileTime | null,
): bigint | null =>
  caseEnd === null ? null : caseEnd - BigInt(amount) * SECONDS[unit] * TICKS_PER_SECOND;

/** Events whose time begins as the pattern says: `time:2026-03-09` is a day, `time:2026-03-09T09` an hour. */
export function timeBeginFlags(pattern: Pattern, { times, hasTime }: Segment): Uint8Array {
  const begins = wholeMatcher([...pattern, { kind: 'star' }]);
  return Uint8Array.from(hasTime, (has, at) =>
    has === 1 && begins(formatFileTime((times[at] ?? 0n) as FileTime)) ? 1 : 0,
  );
}
