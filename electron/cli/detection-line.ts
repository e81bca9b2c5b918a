/** The line of one detection, the same from a case and from a hunt without one. */
import type { CorrelationFacts, EventPlace } from '@shared/contract/views';
import type { FieldMatch, RuleReference } from '@shared/model/detection';
import { numberOrText } from './output';

/** Where an event stands; `file` is its path here, where the window holds ids. */
export interface PlacedEvent extends Omit<EventPlace, 'file' | 'event' | 'fileName'> {
  readonly file: string;
}

/** The columns every line about an event begins with. */
export const PLACE_COLUMNS = [
  'file',
  'offset',
  'recordId',
  'eventRecordId',
  'time',
  'channel',
  'eventId',
  'computer',
] as const;

export const DETECTION_COLUMNS = [
  ...PLACE_COLUMNS,
  'ruleId',
  'ruleTitle',
  'level',
  'status',
  'author',
  'ruleHash',
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
    ...(place.recovery === 'live' ? {} : { recovered: true, recovery: place.recovery }),
  };
}

export function detectionLine(
  place: PlacedEvent,
  rule: Pick<RuleReference, 'ruleId' | 'ruleTitle' | 'level' | 'status' | 'author' | 'ruleHash'>,
  source: string,
  matches: readonly FieldMatch[],
): Readonly<Record<string, unknown>> {
  const { ruleId, ruleTitle, level, status, author, ruleHash } = rule;
  const named = { ruleId, ruleTitle, level, status, author, ruleHash };
  return { ...placeLine(place), ...named, source, matches };
}

/** What a correlation's line has beside that of its last event. @param placeOf of a contributing event */
export function correlatedLine(
  { from, to, events, group, contributions }: CorrelationFacts,
  placeOf: (file: number, event: number) => PlacedEvent | null,
): Readonly<Record<string, unknown>> {
  const listed = contributions.map(({ file, event, time, rule }) => {
    const place = placeOf(file, event);
    const eventRecordId = numberOrText(place?.eventRecordId ?? null);
    return { file: place?.file ?? null, offset: place?.offset ?? null, eventRecordId, time, rule };
  });
  const groups = Object.fromEntries(group.map(({ field, value }) => [field, value]));
  return { correlation: { from, to, events, group: groups, contributions: listed } };
}
