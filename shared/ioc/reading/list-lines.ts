/** A plain list: one value a line, or several; `#` begins a comment, as a line or behind a value. */
import type { IndicatorType } from '@shared/model/indicator';
import { commentedIn, summedIn } from './beside-value';
import { amongTextIn, withNotesTold } from './held-values';
import {
  keepsItsType,
  labelledIn,
  readCell,
  TOLD_BY_LOOKS,
  typedCell,
  wordsIn,
} from './labelled-value';
import { rowIn } from './line-cells';
import { headingIn, IS_HEADING, type ListHeading, NO_HEADING, typeOfLabel } from './list-headings';
import {
  areListed,
  listedAs,
  type ListedValue,
  noted,
  remarked,
  severalIn,
  typeOf,
  unmarked,
} from './listed-value';
import { NOT_SHOWN } from './plain-value';
import type { ReadingBook } from './reading-book';
import { HASH_OF_OTHERS } from './report-text';
import { isNameType, namesIn } from './told-names';
import { sureTextsIn, withAllTold } from './told-values';
import { linesOf } from './text-lines';

const withHiddenTold = (listed: ListedValue): ListedValue =>
  remarked(listed, 'characters that show nothing are left out');

/** Longer lines are one value: nobody writes so much around one. */
const LONGEST_TOLD_APART = 2_000;

/** What a line lists; nothing where it is blank or a comment. */
export function listedValues(line: string): ListedValue[] {
  const text = plainLine(line);
  if (saysNothing(text)) return [];
  if (isComment(text)) return ofComment(text);
  const listed = withAllTold(text, toldApart(text) ?? [untold(text)]);
  return withNotesTold(line.search(NOT_SHOWN) < 0 ? listed : listed.map(withHiddenTold));
}

const plainLine = (line: string): string => unemphasised(unmarked(line.replaceAll(NOT_SHOWN, '')));

/** `**C2:** evil.com`, `**C2**: evil.com`: the label is emphasised. */
const unemphasised = (text: string): string =>
  text.replace(/^(\*\*|__)([^*_:]{1,40})(?::\1|\1\s*:)\s+(?=\S)/, '$2: ');

/** What it is its looks do not tell. */
function untold(text: string): ListedValue {
  const listed = listedAs(text, null);
  if (typeOf(listed) !== 'text' || (listed.meant.ok && listed.meant.mode !== 'literal'))
    return listed;
  return remarked(listed, NOT_TOLD);
}

const NOT_TOLD = 'its looks tell no type: it is sought as text';

/** A blank line, or a comment in which nothing is sure. */
const saysNothing = (text: string): boolean =>
  text === '' || (isComment(text) && sureTextsIn(text).length === 0);

const isComment = (text: string): boolean => COMMENT_LINE.test(text) && !LINK_LINE.test(text);

/** `#AsyncRAT 10.0.0.1` says what it is; what stands in any other comment is shown, and not chosen. */
const ofComment = (text: string): ListedValue[] =>
  withAllTold(text, []).map((one) =>
    /^#[\p{L}\p{N}]\S*\s/u.test(text)
      ? one
      : { ...remarked(one, 'it stands in a comment'), isDoubted: true },
  );

/** `sep=;` tells a spreadsheet how to read; `|---|---|` is drawn below the heading of a table. */
const COMMENT_LINE = /^(?:#|\/\/|sep=.$|[\s|:+=-]*-{3}[\s|:+=-]*$)/i;
/** `//evil.com/x`: a link without its scheme. */
const LINK_LINE = /^\/\/(?!\/)(?:[^\s/]+\/[^\s/]|[^\s/]+\.[a-z\d]{1,63}\/?$)/i;

function toldApart(text: string): ListedValue[] | null {
  if (text.length > LONGEST_TOLD_APART) return severalIn(text);
  return severalIn(text) ?? wholeAddress(text) ?? commentedIn(text, parted) ?? parted(text);
}

/** A line without a comment. */
function parted(text: string): ListedValue[] | null {
  return (
    severalIn(text) ??
    summedIn(text) ??
    commentedIn(text) ??
    labelledIn(text) ??
    typedCell(text) ??
    rowIn(text, readCell) ??
    bulletedIn(text) ??
    wordsIn(text) ??
    (typeOf(listedAs(text, null)) === 'text' && !isPattern(text) ? amongTextIn(text) : null)
  );
}

const isPattern = (text: string): boolean => {
  const { meant } = listedAs(text, null);
  return meant.ok && meant.mode !== 'literal';
};

/** `fd12:3456::1` is no label with a value behind it. */
function wholeAddress(text: string): ListedValue[] | null {
  const whole = listedAs(text, null);
  return typeOf(whole) === 'ip' ? [whole] : null;
}

/** `- evil.com`, `2. evil.com`, `[1] evil.com`, `> evil.com`. */
const BULLET = /^(?:[-*•·–—▪●○■◦+]|>+|\(?\d{1,3}[.)]|[a-z]\)|\[(?:\d{1,3}|[-+*!x])\])\s+(?=\S)/i;

function bulletedIn(text: string): ListedValue[] | null {
  const rest = text.replace(BULLET, '');
  if (rest === text) return null;
  const listed = listedValues(rest);
  if (listed.length === 0) return null;
  const isOne = areListed(listed) || listed.every((one) => typeOf(one) === 'commandline');
  return isOne ? listed : listed.map((one) => remarked(one, 'the mark before it is left out'));
}

interface SaidLine {
  readonly place: string;
  readonly line: string;
  /** It is a heading itself. */
  readonly isHeading: boolean;
  /** What it stands under. */
  readonly under: ListHeading;
  /** Blank lines stand between it and the first lines below its heading. */
  readonly isApart: boolean;
}

/** Lines that are blank or comments say nothing; a comment that names a type is a heading as well. */
function saidLines(text: string): SaidLine[] {
  const said: SaidLine[] = [];
  let under = NO_HEADING;
  let isApart = false;
  const lines = linesOf(text);
  const last = lines.findLastIndex((line) => !saysNothing(plainLine(line)));
  lines.forEach((line, at) => {
    const found = at < last ? headingIn(line, said.length === 0) : null;
    const heading = found !== null && sureTextsIn(line).length === 0 ? found : null;
    under = heading ?? under;
    isApart =
      heading === null && (isApart || (line.trim() === '' && said.at(-1)?.isHeading === false));
    if (heading !== null ? /^\s*#/.test(line) : saysNothing(plainLine(line))) return;
    said.push({ place: `line ${at + 1}`, line, isHeading: heading !== null, under, isApart });
  });
  return said;
}

export function readList(text: string, book: ReadingBook): void {
  const lines = saidLines(text).map((said) => ({
    ...said,
    listed: said.isHeading ? [] : underHeading(said.line, said.under),
  }));
  const all = lines.flatMap(({ listed }) => listed);
  const isOfValues = all.filter(areNotTold).length * 2 < all.length;
  const isOfMail = mailLines(lines);
  for (const said of lines) {
    const { place, line, isHeading, listed } = said;
    if (isHeading) book.refuse(place, line.trim(), IS_HEADING);
    for (const one of listed) {
      const isDoubted = isOfMail.has(said) || (isOfValues && areNotTold(one));
      takeListed(isDoubted ? withDoubt(one) : one, place, book);
    }
  }
}

/** Below a heading and apart from its first lines: words of which those have none alike, and the words behind such. */
function mailLines(lines: readonly SaidLine[]): ReadonlySet<SaidLine> {
  const alike = new Map<ListHeading, Set<string>>();
  const found = new Set<SaidLine>();
  let isBehind = false;
  for (const said of lines.filter(({ isHeading }) => !isHeading)) {
    const kinds = alike.get(said.under) ?? new Set();
    const isAsked = said.isApart && said.under.type !== null;
    const isOther = areWords(said.line) && !kinds.has(kindOfWords(said.line));
    isBehind = isAsked && (isOther || (isBehind && isSentence(said.line)));
    if (isBehind) found.add(said);
    else if (areWords(said.line)) alike.set(said.under, kinds.add(kindOfWords(said.line)));
  }
  return found;
}

/** `Thanks`, `Hi team`: in a mail they stand among values. */
const areWords = (text: string): boolean => /^[\p{L}\s.,!?'’:>-]+$/u.test(text);
/** Of more than a word, and of no type. */
const isSentence = (text: string): boolean =>
  areWords(text) || (/\S\s+\S/.test(text.trim()) && typeOf(listedAs(text, null)) === 'text');
const kindOfWords = (text: string): string =>
  /[^\p{L}]\s*$/u.test(text) ? 'sentence' : /\p{L}\s+\p{L}/u.test(text) ? 'words' : 'word';
const areNotTold = ({ meant, text }: ListedValue): boolean =>
  meant.ok && meant.remarks.includes(NOT_TOLD) && areWords(text);

const withDoubt = (listed: ListedValue): ListedValue => ({
  ...remarked(listed, 'words among values: not chosen'),
  isDoubted: true,
});

/** @param told what is known of it besides: whether its writer means it, and the name it stands under */
export function takeListed(
  { text, meant, note, isDoubted = false }: ListedValue,
  place: string,
  book: ReadingBook,
  told: { readonly isMeant?: boolean; readonly label?: string } = {},
): void {
  if (!meant.ok) return book.refuse(place, text, meant.reason);
  const { ok: _, ...sought } = meant;
  const { isMeant = true, label = '' } = told;
  const facts = { note: [label, note].filter((part) => part !== '').join(': ') };
  book.take({ ...sought, place, facts, isMeant: isMeant && !isDoubted });
}

/** Whether the type of its lines is named over them, and their looks do not tell it. */
export function isUnderHeading(text: string): boolean {
  const [first, ...others] = saidLines(text);
  return (
    first?.isHeading === true &&
    [first, ...others].some(({ under: { type } }) => type !== null && !TOLD_BY_LOOKS.has(type))
  );
}

function underHeading(line: string, { type, note }: ListHeading): ListedValue[] {
  const listed = listedValues(line);
  if (type === null) return note === '' ? listed : listed.map((one) => noted(one, note));
  if (TOLD_BY_LOOKS.has(type))
    return withAllTold(
      plainLine(line),
      listed.map((one) => named(one, type)),
    );
  const value = plainLine(line).replace(BULLET, '');
  if (type === 'text' && note !== '')
    return listed.length === 0
      ? []
      : [remarked(listedAs(value, type), `${note}: ${HASH_OF_OTHERS}`)];
  if (listed.every((one) => keepsItsType(one, type)) && !isNamed(value, type)) return listed;
  return withNotesTold(withAllTold(value, namesIn(value, type, isNameType(type))));
}

/** `EvilSvc: C:\\a.exe` under `Services`: the name as well, and what it stands for. */
const isNamed = (value: string, type: IndicatorType): boolean => {
  const [, label = '', rest = ''] = /^([^\s:=\\/]{1,40}):\s+(\S.*)$/.exec(value) ?? [];
  const beside = typeOf(listedAs(rest, null));
  return (
    label !== '' && typeOfLabel(label) === 'unknown' && STANDS_FOR[type]?.includes(beside) === true
  );
};
const STANDS_FOR: Readonly<Partial<Record<IndicatorType, readonly (IndicatorType | null)[]>>> = {
  service: ['filepath', 'commandline'],
  process: ['filepath', 'md5', 'sha1', 'sha256'],
  username: ['sid', 'email'],
  hostname: ['ip'],
};

/** What its looks do not tell, its heading does. */
function named(listed: ListedValue, type: IndicatorType): ListedValue {
  if (areListed([listed]) || (NEEDS_A_DOT.has(type) && !/[.:/]/.test(listed.text))) return listed;
  return listedAs(listed.text, type, listed.note);
}

const NEEDS_A_DOT: ReadonlySet<IndicatorType> = new Set(['domain', 'url', 'email']);
