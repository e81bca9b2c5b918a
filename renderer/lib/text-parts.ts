/** A long text in parts of bounded length: what a window draws at once must not grow with the evidence. */
import type { Span } from './hidden-characters';

/** UTF-16 units of one part: some 300 lines, drawn in a few milliseconds. */
export const PART_UNITS = 32_768;

export interface TextPart {
  readonly text: string;
  /** Where it begins in the whole text, in UTF-16 units. */
  readonly start: number;
}

/** At most `at`: never between the halves of a surrogate pair. */
export function boundaryBefore(text: string, at: number): number {
  if (at <= 0 || at >= text.length) return Math.min(Math.max(at, 0), text.length);
  const left = text.charCodeAt(at - 1);
  const right = text.charCodeAt(at);
  const splits = left >= 0xd800 && left <= 0xdbff && right >= 0xdc00 && right <= 0xdfff;
  return splits ? at - 1 : at;
}

export const partCount = (text: string): number => Math.max(1, Math.ceil(text.length / PART_UNITS));

/** Part `number` (from 0); the parts in order make up the text. */
export function partOf(text: string, number: number): TextPart {
  const start = boundaryBefore(text, number * PART_UNITS);
  const end = boundaryBefore(text, (number + 1) * PART_UNITS);
  return { text: text.slice(start, end), start };
}

/** Spans of the whole text as spans of a part; ones outside become empty or fall past its ends. */
export const spansOfPart = (spans: readonly Span[], { start }: TextPart): Span[] =>
  spans.map((span) => ({ ...span, start: span.start - start, end: span.end - start }));
