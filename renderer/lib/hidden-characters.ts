/**
 * Makes hostile text harmless to look at. Control, bidirectional, zero-width and unpaired surrogate
 * characters become visible escapes (`\u202E`); a long text is cut. Values are shown, never rewritten:
 * copying a value always copies the original.
 */

import { boundaryBefore } from './text-parts';

/** Categories that draw nothing or reorder what is around them, and letters that draw as nothing. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0]/gu;
const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

export interface Span {
  /** UTF-16 positions, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** An indicator stands there. */
  readonly sought?: boolean;
}

/** A run of text drawn in one way. */
export interface Piece {
  readonly text: string;
  readonly escaped: boolean;
  readonly marked: boolean;
  readonly sought: boolean;
}

/** `\n`, `\u202E` or `\u{E0041}`. */
export function escapeOf(character: string): string {
  const short = SHORT[character];
  if (short !== undefined) return short;
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16).toUpperCase();
  return code > 0xffff ? `\\u{${hex}}` : `\\u${hex.padStart(4, '0')}`;
}

/** The text with every hidden character written as its escape: for titles and accessible names. */
export function escapeHidden(text: string): string {
  return text.replace(HIDDEN, escapeOf);
}

type Drawing = Pick<Piece, 'marked' | 'sought'>;
const PLAIN: Drawing = { marked: false, sought: false };

function splitEscapes(text: string, drawing: Drawing, keepLines: boolean, into: Piece[]): void {
  let from = 0;
  for (const match of text.matchAll(HIDDEN)) {
    const [character] = match;
    if (keepLines && (character === '\n' || character === '\t')) continue;
    if (match.index > from) {
      into.push({ text: text.slice(from, match.index), escaped: false, ...drawing });
    }
    into.push({ text: escapeOf(character), escaped: true, ...drawing });
    from = match.index + character.length;
  }
  if (from < text.length) into.push({ text: text.slice(from), escaped: false, ...drawing });
}

/**
 * The text as pieces to draw. `marks` must be sorted and apart (see `mergeSpans`); `keepLines` leaves line
 * feeds and tabs as they are, for places that show several lines.
 */
export function piecesOf(text: string, marks: readonly Span[], keepLines: boolean): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const { start, end, sought = false } of marks) {
    splitEscapes(text.slice(from, start), PLAIN, keepLines, pieces);
    splitEscapes(text.slice(start, end), { marked: true, sought }, keepLines, pieces);
    from = Math.max(from, end);
  }
  splitEscapes(text.slice(from), PLAIN, keepLines, pieces);
  return pieces;
}

/**
 * Sorts spans, joins those that touch and cuts them to a text's length. What an indicator met stays a span of its
 * own, however much around it a rule matched.
 */
export function mergeSpans(spans: readonly Span[], length: number): Span[] {
  const sought = joined(
    spans.filter((span) => span.sought === true),
    length,
  );
  const others = joined(
    spans.filter((span) => span.sought !== true),
    length,
  );
  const around = others.flatMap((span) => without(span, sought));
  return [...sought.map((span) => ({ ...span, sought: true })), ...around].sort(byStart);
}

const byStart = (one: Span, other: Span): number => one.start - other.start;

function joined(spans: readonly Span[], length: number): Span[] {
  const merged: { start: number; end: number }[] = [];
  for (const { start, end } of [...spans].sort(byStart)) {
    const last = merged.at(-1);
    const cut = { start: Math.max(0, start), end: Math.min(end, length) };
    if (cut.end <= cut.start) continue;
    if (last !== undefined && cut.start <= last.end) last.end = Math.max(last.end, cut.end);
    else merged.push(cut);
  }
  return merged;
}

/** What is left of a span. @param cuts sorted and apart */
function without(span: Span, cuts: readonly Span[]): Span[] {
  const left: Span[] = [];
  let start = span.start;
  for (const cut of cuts) {
    if (cut.end <= start || cut.start >= span.end) continue;
    if (cut.start > start) left.push({ start, end: cut.start });
    start = Math.max(start, cut.end);
  }
  if (start < span.end) left.push({ start, end: span.end });
  return left;
}

/** The first `most` UTF-16 units without splitting a surrogate pair. */
export const cutText = (text: string, most: number): string =>
  text.slice(0, boundaryBefore(text, most));
