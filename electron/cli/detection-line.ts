/** The line of one detection, the same from a case and from a hunt without one. */
import type { FieldMatch, RuleReference } from '@shared/model/detection';
import { numberOrText } from './output';

export interface PlacedEvent {
  readonly file: string;
  readonly offset: number;
  readonly recordId: string | null;
  readonly eventRecordId: string | null;
  readonly time: string | null;
  readonly channel: string | null;
  readonly eventId: string | null;
  readonly computer: string | null;
}

export const DETECTION_COLUMNS = [
  'file',
  'offset',
  'recordId',
  'eventRecordId',
  'time',
  'channel',
  'eventId',
  'computer',
  'ruleId',
  'ruleTitle',
  'level',
  'status',
  'author',
  'source',
  'matches',
] as const;

export function placeLine(place: PlacedEvent): Readonly<Record<string, unknown>> {
  const { file, offset, channel, computer } = place;
  // A time past the year 9999 has no such spelling; the field it came from still tells it.
  const time = place.time?.startsWith('ticks:') === true ? null : place.time;
  return {
    file,
    offset,
    recordId: numberOrText(place.recordId),
    eventRecordId: numberOrText(place.eventRecordId),
    time,
    channel,
    eventId: numberOrText(place.eventId),
    computer,
  };
}

export function detectionLine(
  place: PlacedEvent,
  rule: Pick<RuleReference, 'ruleId' | 'ruleTitle' | 'level' | 'status' | 'author'>,
  source: string,
  matches: readonly FieldMatch[],
): Readonly<Record<string, unknown>> {
  const { ruleId, ruleTitle, level, status, author } = rule;
  return { ...placeLine(place), ruleId, ruleTitle, level, status, author, source, matches };
}
