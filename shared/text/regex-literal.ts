/**
 * The plain texts every match of a regular expression must hold: runs of characters of the outermost sequence
 * and of groups in it, of those with alternatives what all of them begin with. Classes, escapes, anything optional or
 * repeated end a run; an alternation at the top leaves nothing that is sure.
 */
import type { AST } from '@eslint-community/regexpp';
import { foldCase } from '@shared/model/fold-case';
import { regexTree } from './regex-tree';

/** Shorter runs stand in nearly every value, unless a character of them is rare in one. */
const SHORTEST = 3;
const RARE = /[^\w \\:./-]/;

/** The longest of the telling ones, folded; null where there is none. */
export function requiredLiteral(source: string, flags: string): string | null {
  const telling = requiredTexts(source, flags).filter(
    (run) => run.length >= SHORTEST || RARE.test(run),
  );
  return telling.reduce((one, other) => (other.length > one.length ? other : one), '') || null;
}

/** All of them, folded. */
export function requiredTexts(source: string, flags: string): readonly string[] {
  const [only, ...others] = regexTree(source)?.alternatives ?? [];
  return only === undefined || others.length > 0 ? [] : textsIn(only.elements, flags);
}

function textsIn(elements: readonly AST.Element[], flags: string): string[] {
  const reader = new RunReader(
    flags.includes('i') ? isSameLetter : (left, right) => left === right,
  );
  reader.take(elements);
  const runs = reader.runs();
  // Ignoring case, JavaScript folds letters beyond ASCII otherwise than we do; ASCII ones alike.
  const sure = flags.includes('i') ? runs.flatMap((run) => run.split(/[^\0-\x7f]/)) : runs;
  return [...new Set(sure.filter((run) => run !== '').map(foldCase))];
}

/** Texts of which every match holds one at least, the most telling there are, folded; null where nothing is sure. */
export function requiredAlternatives(source: string, flags: string): readonly string[] | null {
  const tree = regexTree(source);
  return tree === null ? null : anyOf(tree.alternatives, flags);
}

type Cover = readonly string[] | null;

function anyOf(alternatives: readonly AST.Alternative[], flags: string): Cover {
  const covers = new Set<string>();
  for (const { elements } of alternatives) {
    const cover = coverOf(elements, flags);
    if (cover === null) return null;
    for (const text of cover) covers.add(text);
  }
  return [...covers];
}

/** Of a sequence: one of its own texts, or what one of its groups needs. */
function coverOf(elements: readonly AST.Element[], flags: string): Cover {
  const own = textsIn(elements, flags).map((text): Cover => [text]);
  const inner = elements.flatMap((element) => innerCover(element, flags) ?? []);
  return [...own, ...inner].reduce(moreTelling, null);
}

/** In a list, so that it is one of several. */
function innerCover(element: AST.Element, flags: string): readonly Cover[] | null {
  if (element.type === 'Quantifier')
    return element.min === 0 ? null : innerCover(element.element, flags);
  const isGroup = element.type === 'CapturingGroup' || element.type === 'Group';
  return isGroup ? [anyOf(element.alternatives, flags)] : null;
}

/** The longer its shortest text, the rarer. */
function moreTelling(one: Cover, other: Cover): Cover {
  if (one === null || other === null) return one ?? other;
  const [left, right] = [shortestOf(one), shortestOf(other)];
  if (left !== right) return left > right ? one : other;
  return other.length < one.length ? other : one;
}

const shortestOf = (texts: readonly string[]): number =>
  texts.reduce((least, { length }) => Math.min(least, length), Number.POSITIVE_INFINITY);

class RunReader {
  readonly #isSame: IsSame;
  #run = '';
  readonly #runs: string[] = [];

  constructor(isSame: IsSame) {
    this.#isSame = isSame;
  }

  runs(): readonly string[] {
    this.#end();
    return this.#runs;
  }

  take(elements: readonly AST.Element[]): void {
    for (const element of elements) this.#element(element);
  }

  #element(element: AST.Element): void {
    const [only, ...others] = sequencesOf(element);
    if (only !== undefined && others.length === 0) this.take(only);
    else if (only !== undefined) this.#anyOf([only, ...others]);
    else if (element.type === 'Character' && isPlain(element)) this.#run += textOf(element);
    // It takes no room: what stands around it is one run.
    else if (element.type !== 'Assertion') this.#repeated(element);
  }

  #anyOf(sequences: readonly (readonly AST.Element[])[]): void {
    this.#run += sequences
      .map(beginOf)
      .reduce((left, right) => commonBegin(left, right, this.#isSame));
    this.#end();
  }

  /** What is there at least once is sure, but what follows may be another of it. */
  #repeated(element: AST.Element): void {
    this.#end();
    if (element.type !== 'Quantifier' || element.min === 0) return;
    this.#element(element.element);
    this.#end();
  }

  #end(): void {
    if (this.#run !== '') this.#runs.push(this.#run);
    this.#run = '';
  }
}

/** The alternatives of a group; none of what is no group. */
function sequencesOf(element: AST.Element): readonly (readonly AST.Element[])[] {
  if (element.type !== 'CapturingGroup' && element.type !== 'Group') return [];
  // `(?i:…)` reads letters otherwise than the flags say.
  if (element.type === 'Group' && element.modifiers !== null) return [];
  return element.alternatives.map(({ elements }) => elements);
}

/** The plain text that a sequence begins with. */
function beginOf(elements: readonly AST.Element[]): string {
  let begin = '';
  for (const element of elements) {
    if (element.type !== 'Character' || !isPlain(element)) break;
    begin += textOf(element);
  }
  return begin;
}

function commonBegin(left: string, right: string, isSame: IsSame): string {
  let length = 0;
  while (length < left.length && isSame(left[length] ?? '', right[length] ?? '')) length++;
  return left.slice(0, length);
}

type IsSame = (left: string, right: string) => boolean;

/** Letter case ignored, of ASCII letters alone. */
const isSameLetter: IsSame = (left, right) =>
  left === right || (/^[a-z]{2}$/i.test(left + right) && foldCase(left) === foldCase(right));

/** Escapes of letters and digits mean something else in other dialects. */
const isPlain = ({ raw }: AST.Character): boolean => !/^\\[\da-zA-Z]/.test(raw);

const textOf = ({ value }: AST.Character): string => String.fromCodePoint(value);
