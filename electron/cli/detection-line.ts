/** The line of one detection, the same from a case and from a hunt without one. */
import type { CorrelationFacts } from '@shared/contract/finding-views';
import type { FieldMatch, RuleReference } from '@shared/model/detection';
import {
  type Line,
  numberOrText,
  PLACE_COLUMNS,
  placeLine,
  type PlacedEvent,
} from '@electron/pipeline/event-line';
import { type RowFormat, rowPrinter } from './output';

/** Of a correlation beside what every detection has; in JSON they stand together. */
const CORRELATION_COLUMNS = ['from', 'to', 'events', 'contributions'] as const;

const DETECTION_COLUMNS = [
  ...PLACE_COLUMNS,
  'ruleId',
  'ruleTitle',
  'level',
  'status',
  'author',
  'ruleHash',
  'source',
  'matches',
  ...CORRELATION_COLUMNS,
] as const;

/** Prints lines of detections. */
export function detectionPrinter(format: RowFormat): (line: Line) => void {
  const print = rowPrinter(format, DETECTION_COLUMNS);
  if (format === 'jsonl') return print;
  return ({ correlation, ...line }) =>
    print({ ...line, ...(typeof correlation === 'object' && correlation) });
}

export function detectionLine(
  place: PlacedEvent,
  rule: Pick<RuleReference, 'ruleId' | 'ruleTitle' | 'level' | 'status' | 'author' | 'ruleHash'>,
  source: string,
  matches: readonly FieldMatch[],
): Line {
  const { ruleId, ruleTitle, level, status, author, ruleHash } = rule;
  const named = { ruleId, ruleTitle, level, status, author, ruleHash };
  return { ...placeLine(place), ...named, source, matches };
}

/** What a correlation's line has beside that of its last event. @param placeOf of a contributing event */
export function correlatedLine(
  { from, to, events, group, contributions }: CorrelationFacts,
  placeOf: (file: number, event: number) => PlacedEvent | null,
): Line {
  const listed = contributions.map(({ file, event, time, rule, at }) => {
    const place = placeOf(file, event);
    const eventRecordId = numberOrText(place?.eventRecordId ?? null);
    const placed = { file: place?.file ?? null, offset: place?.offset ?? null, eventRecordId };
    return { number: at + 1, ...placed, time, rule };
  });
  const groups = Object.fromEntries(group.map(({ field, value }) => [field, value]));
  return { correlation: { from, to, events, group: groups, contributions: listed } };
}
