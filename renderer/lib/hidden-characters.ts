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
}

/** A run of text drawn in one way. */
export interface Piece {
  readonly text: string;
  readonly escaped: boolean;
  readonly marked: boolean;
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

function splitEscapes(text: string, marked: boolean, keepLines: boolean, into: Piece[]): void {
  let from = 0;
  for (const match of text.matchAll(HIDDEN)) {
    const [character] = match;
    if (keepLines && (character === '\n' || character === '\t')) continue;
    if (match.index > from) {
      into.push({ text: text.slice(from, match.index), escaped: false, marked });
    }
    into.push({ text: escapeOf(character), escaped: true, marked });
    from = match.index + character.length;
  }
  if (from < text.length) into.push({ text: text.slice(from), escaped: false, marked });
}

/**
 * The text as pieces to draw. `marks` must be sorted and apart (see `mergeSpans`); `keepLines` leaves line
 * feeds and tabs as they are, for places that show several lines.
 */
export function piecesOf(text: string, marks: readonly Span[], keepLines: boolean): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const { start, end } of marks) {
    splitEscapes(text.slice(from, start), false, keepLines, pieces);
    splitEscapes(text.slice(start, end), true, keepLines, pieces);
    from = Math.max(from, end);
  }
  splitEscapes(text.slice(from), false, keepLines, pieces);
  return pieces;
}

/** Sorts spans, joins those that touch and cuts them to a text's length. */
export function mergeSpans(spans: readonly Span[], length: number): Span[] {
  const merged: { start: number; end: number }[] = [];
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    const cut = { start: Math.max(0, start), end: Math.min(end, length) };
    if (cut.end <= cut.start) continue;
    if (last !== undefined && cut.start <= last.end) last.end = Math.max(last.end, cut.end);
    else merged.push(cut);
  }
  return merged;
}

/** The first `most` UTF-16 units without splitting a surrogate pair. */
export const cutText = (text: string, most: number): string =>
  text.slice(0, boundaryBefore(text, most));
