/** Patterns of the query language as the wildcards of OpenSearch, over `name NAME_END value`. */
import { foldCase } from '@shared/model/fold-case';
import type { Pattern, PatternPart } from '@shared/query/ast';
import { foldedNameKey, isAmbiguous, unmarked } from '../field-terms';
import { NAME_END } from '../index-mapping';
import { anyOf, type Clause } from './clause';

/** Longer ones, or more `?`, and a node's automaton for the pattern grows past what it allows. */
const MOST_CHARACTERS = 500;
const MOST_ONES = 4;
const MOST_CHARACTERS_BESIDE_ONES = 64;

const STAR: PatternPart = { kind: 'star' };

const textsIn = (pattern: Pattern): string[] =>
  pattern.flatMap((part) => (part.kind === 'text' ? [foldCase(part.text)] : []));

/** Whether a node can be asked for it as it is. */
export function isPlain(pattern: Pattern): boolean {
  const characters = textsIn(pattern).reduce((sum, text) => sum + text.length, 0);
  const ones = pattern.filter(({ kind }) => kind === 'one').length;
  return (
    characters <= (ones > 0 ? MOST_CHARACTERS_BESIDE_ONES : MOST_CHARACTERS) && ones <= MOST_ONES
  );
}

/** Whether the columns of wildcards tell it apart from every other. @param name null: of any field */
export const isTold = (name: string | null, pattern: Pattern): boolean =>
  ![...textsIn(pattern), name ?? ''].some(isAmbiguous);

/** Anywhere in a value. */
export const anywhere = (pattern: Pattern): Pattern => [STAR, ...pattern, STAR];

/** A pattern that every text of the given one meets, short enough to be asked. */
export function plainer(texts: readonly string[]): Pattern {
  const longest = texts.reduce((one, other) => (other.length > one.length ? other : one), '');
  // A character of two units is not cut in half.
  const text = [...longest].slice(0, MOST_CHARACTERS_BESIDE_ONES).join('');
  return text === '' ? [STAR] : [STAR, { kind: 'text', text }, STAR];
}

interface Spelling {
  text(text: string): string;
}
const UNMARKED: Spelling = { text: unmarked };
const ESCAPED: Spelling = { text: (text) => text.replace(/[\\*?]/g, (mark) => `\\${mark}`) };

function written(name: string | null, pattern: Pattern, spelling: Spelling): string {
  const whole: Pattern = [
    ...(name === null ? [STAR] : [{ kind: 'text', text: foldedNameKey(name) } as const]),
    { kind: 'text', text: NAME_END },
    ...pattern,
  ];
  return whole
    .filter((part, at) => part.kind !== 'star' || whole[at - 1]?.kind !== 'star')
    .map((part) => {
      if (part.kind === 'text') return spelling.text(foldCase(part.text));
      return part.kind === 'star' ? '*' : '?';
    })
    .join('');
}

const wildcard = (field: string, value: string): Clause => ({ wildcard: { [field]: { value } } });

export interface PatternAsked {
  /** In lower case; null: of any field. */
  readonly name: string | null;
  /** Of the whole value. */
  readonly pattern: Pattern;
}

/** By runs of three characters. @param withLong where any value is too long for the column */
export function byRuns({ name, pattern }: PatternAsked, withLong: boolean): Clause {
  const value = written(name, pattern, UNMARKED);
  return anyOf([wildcard('named', value), ...(withLong ? [wildcard('long', value)] : [])]);
}

/** By every distinct value of the index: slower, exact for every character, and one clause. Long values are not among them. */
export const byTerms = ({ name, pattern }: PatternAsked): Clause =>
  wildcard('terms', written(name, pattern, ESCAPED));
