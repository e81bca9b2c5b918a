/** Patterns of words and field values: wildcards, letter case ignored, time linear in the text. */
import { foldCase } from '@shared/model/fold-case';
import type { Pattern, PatternPart } from './ast';

/** A bare word: `*` and `?` are wildcards, everything else is itself. */
export function wildPattern(word: string): Pattern {
  const parts: PatternPart[] = [];
  for (const piece of word.split(/([*?])/)) {
    if (piece === '*') {
      if (parts.at(-1)?.kind !== 'star') parts.push({ kind: 'star' });
    } else if (piece === '?') parts.push({ kind: 'one' });
    else if (piece !== '') parts.push({ kind: 'text', text: piece });
  }
  return parts;
}

/** As it is typed outside quotation marks. */
export const wordOf = (pattern: Pattern): string =>
  pattern
    .map((part) => (part.kind === 'text' ? part.text : part.kind === 'star' ? '*' : '?'))
    .join('');

export const literalPattern = (text: string): Pattern =>
  text === '' ? [] : [{ kind: 'text', text }];

export const isAnything = (pattern: Pattern): boolean =>
  pattern.length === 1 && pattern[0]?.kind === 'star';

/** Two pointers and the last star over folded characters: no pattern makes it backtrack further. */
function globMatches(pattern: readonly (string | Wild)[], text: readonly string[]): boolean {
  let at = 0;
  let next = 0;
  let star = -1;
  let starAt = 0;
  while (at < text.length) {
    const wanted = pattern[next];
    if (wanted === ANY_RUN) {
      star = next++;
      starAt = at;
    } else if (next < pattern.length && (wanted === ANY_ONE || wanted === text[at])) {
      at++;
      next++;
    } else if (star >= 0) {
      next = star + 1;
      at = ++starAt;
    } else return false;
  }
  while (pattern[next] === ANY_RUN) next++;
  return next === pattern.length;
}

const ANY_RUN = Symbol('*');
const ANY_ONE = Symbol('?');
type Wild = typeof ANY_RUN | typeof ANY_ONE;

const compiled = (pattern: Pattern): (string | Wild)[] =>
  pattern.flatMap((part): (string | Wild)[] => {
    if (part.kind === 'text') return [...foldCase(part.text)];
    return [part.kind === 'star' ? ANY_RUN : ANY_ONE];
  });

/** Tests whole values. */
export function wholeMatcher(pattern: Pattern): (text: string) => boolean {
  const [only] = pattern;
  if (pattern.length === 0) return (text) => text === '';
  if (pattern.length === 1 && only?.kind === 'text') {
    const wanted = foldCase(only.text);
    return (text) => foldCase(text) === wanted;
  }
  const simple = edgeMatcher(pattern);
  if (simple !== null) return simple;
  const glob = compiled(pattern);
  return (text) => globMatches(glob, [...foldCase(text)]);
}

/** `*x`, `x*` and `*x*`, the patterns nearly everybody types, without cutting texts into characters. */
function edgeMatcher(pattern: Pattern): ((text: string) => boolean) | null {
  const texts = pattern.flatMap((part) => (part.kind === 'text' ? [foldCase(part.text)] : []));
  const [wanted] = texts;
  if (wanted === undefined || texts.length > 1 || pattern.some((part) => part.kind === 'one'))
    return null;
  const before = pattern[0]?.kind === 'star';
  const behind = pattern.at(-1)?.kind === 'star';
  if (before && behind) return (text) => foldCase(text).includes(wanted);
  return before
    ? (text) => foldCase(text).endsWith(wanted)
    : (text) => foldCase(text).startsWith(wanted);
}

const STAR: PatternPart = { kind: 'star' };

/** Tests whether the pattern stands anywhere in a value. */
export const insideMatcher = (pattern: Pattern): ((text: string) => boolean) =>
  wholeMatcher([STAR, ...pattern, STAR].filter(isNeeded));

/** A star beside a star says nothing new. */
function isNeeded(part: PatternPart, at: number, parts: readonly PatternPart[]): boolean {
  return part.kind !== 'star' || parts[at - 1]?.kind !== 'star';
}
