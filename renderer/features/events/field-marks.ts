/** Which parts of an event's values rules and indicators matched. */
import type { EventDetail } from '@shared/contract/event-views';
import type { Span } from '../../lib/hidden-characters';

function spanOf(value: string, matched: string): Span | null {
  if (matched === '') return null;
  const start = value.toLowerCase().indexOf(matched.toLowerCase());
  return start < 0 ? null : { start, end: start + matched.length };
}

/** Spans to mark in one value of a field. */
export function fieldMarks(detail: EventDetail, field: string, value: string): Span[] {
  const marks: Span[] = [];
  for (const { matches } of detail.detections) {
    for (const match of matches) {
      const span = match.field === field ? spanOf(value, match.value) : null;
      if (span !== null) marks.push(span);
    }
  }
  for (const hit of detail.hits) {
    for (const match of hit.matches) {
      if (match.field !== field || match.value !== value) continue;
      marks.push({ start: match.start, end: match.end, sought: true });
    }
  }
  return marks;
}
