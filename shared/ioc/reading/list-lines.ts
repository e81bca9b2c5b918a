/** A plain list: one value a line, or several; `#` begins a comment, as a line or behind a value. */
import type { IndicatorType } from '@shared/model/indicator';
import { findAddresses } from '../address-search';
import { refang } from '../refang';
import { commentedIn, commentOf, summedIn } from './beside-value';
import { typeNamed, typeOfHeading } from './facts';
import { amongWords, rowIn, withEndTold } from './line-cells';
import {
  areListed,
  isSure,
  isValue,
  listedAs,
  type ListedValue,
  remarked,
  severalIn,
  typeOf,
  unmarked,
} from './listed-value';
import { NOT_SHOWN } from './plain-value';
import type { ReadingBook } from './reading-book';
import { linesOf } from './text-lines';

const withHiddenTold = (listed: ListedValue): ListedValue =>
  remarked(listed, 'characters that show nothing are left out');

/** Longer lines are one value: nobody writes so much around one. */
const LONGEST_TOLD_APART = 2_000;

/** What a line lists; nothing where it is blank or a comment. */
export function listedValues(line: string): ListedValue[] {
  const text = unmarked(line.replaceAll(NOT_SHOWN, ''));
  if (saysNothing(text)) return [];
  const listed = toldApart(text) ?? [listedAs(text, null)];
  return (line.search(NOT_SHOWN) < 0 ? listed : listed.map(withHiddenTold)).map(withEndTold);
}

/** A blank line, or a comment. */
const saysNothing = (text: string): boolean =>
  text === '' || (COMMENT_LINE.test(text) && !LINK_LINE.test(text));

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
    rowIn(text, readCell) ??
    bulletedIn(text) ??
    wordsIn(text)
  );
}

const wordsIn = (text: string): ListedValue[] | null =>
  typeOf(listedAs(text, null)) === 'text' ? amongWords(text) : null;

/** `fd12:3456::1` is no label with a value behind it. */
function wholeAddress(text: string): ListedValue[] | null {
  const whole = listedAs(text, null);
  return typeOf(whole) === 'ip' ? [whole] : null;
}

function readCell(cell: string): ListedValue[] {
  const whole = listedAs(cell, null);
  if (isSure(whole)) return [whole];
  return severalIn(cell) ?? commentedIn(cell) ?? labelledIn(cell) ?? wordsIn(cell) ?? [whole];
}

export function readList(text: string, book: ReadingBook): void {
  const lines = linesOf(text);
  const heading = headingOf(lines);
  lines.forEach((line, at) => {
    const place = `line ${at + 1}`;
    if (at === heading?.at) return book.refuse(place, line.trim(), 'a heading: it is no value');
    for (const listed of underHeading(line, heading?.type ?? null)) takeListed(listed, place, book);
  });
}

/** @param told what is known of it besides: whether its writer means it, and the name it stands under */
export function takeListed(
  { text, meant, note }: ListedValue,
  place: string,
  book: ReadingBook,
  told: { readonly isMeant?: boolean; readonly label?: string } = {},
): void {
  if (!meant.ok) return book.refuse(place, text, meant.reason);
  const { ok: _, ...sought } = meant;
  const { isMeant = true, label = '' } = told;
  const facts = { note: [label, note].filter((part) => part !== '').join(': ') };
  book.take({ ...sought, place, facts, isMeant });
}

interface ListHeading {
  readonly at: number;
  /** Null where it only says that values follow. */
  readonly type: IndicatorType | null;
}

/** Whether the type of its lines is named over them, and their looks do not tell it. */
export function isUnderHeading(text: string): boolean {
  const type = headingOf(linesOf(text))?.type ?? null;
  return type !== null && !TOLD_BY_LOOKS.has(type);
}

const LONGEST_HEADING = 60;

/** The name of a type, or of a column of values, over what is listed. */
function headingOf(lines: readonly string[]): ListHeading | null {
  const at = lines.findIndex((line) => !saysNothing(unmarked(line)));
  const named = typeOfHeading(unmarked((lines[at] ?? '').slice(0, LONGEST_HEADING)));
  const isOver = lines.slice(at + 1).some((line) => line.trim() !== '');
  return named === undefined || !isOver ? null : { at, type: named };
}

function underHeading(line: string, type: IndicatorType | null): ListedValue[] {
  const listed = listedValues(line);
  if (type === null || TOLD_BY_LOOKS.has(type)) return listed.map((one) => named(one, type));
  const value = unmarked(line);
  const found = commentOf(value);
  return listed.length === 0 ? [] : [listedAs(found?.text ?? value, type, found?.comment)];
}

/** What its looks do not tell, its heading does. */
const named = (listed: ListedValue, type: IndicatorType | null): ListedValue =>
  type === null || areListed([listed]) ? listed : listedAs(listed.text, type, listed.note);

/** `SHA256: 8782…`, `md5=5f0c…`, `C2: evil.com`. */
const LABELLED = /^([A-Za-z][\w ./-]{0,30}?)\s*([:=])(\s*)(\S.*)$/;
/** Where another label may begin: `domain: evil.com, ip: 1.2.3.9`. */
const NEXT_LABEL = /[,;|]\s*(?=[A-Za-z][\w -]{0,20}\s*[:=]\s)/;

/** Types whose values tell by their looks what they are, whatever the label calls them. */
const TOLD_BY_LOOKS: ReadonlySet<IndicatorType> = new Set([
  ...(['ip', 'domain', 'url', 'email', 'filename', 'md5', 'sha1', 'sha256'] as const),
]);

function labelledIn(text: string): ListedValue[] | null {
  const [, label = '', sign = '', blank = '', value = ''] = LABELLED.exec(text) ?? [];
  if (value === '' || /^[\\/]/.test(value) || /^\d{1,5}(?!\S)/.test(value)) return null;
  if (isInAddress(text, text.indexOf(sign, label.length))) return null;
  const type = typeNamed(label);
  const isKnown = type !== null && type !== 'unknown';
  return (
    (isKnown ? severallyLabelled(text) : null) ??
    labelled({ type, label, value, isSaid: blank !== '' || sign === '=' })
  );
}

/** Whether a sign of a text is a part of an address: `C2 2001:db8::1`. */
const isInAddress = (text: string, at: number): boolean =>
  findAddresses(refang(text)).some(({ start, end }) => start <= at && at < end);

/** Null where not all of them name types. */
function severallyLabelled(text: string): ListedValue[] | null {
  const parts = text.split(NEXT_LABEL);
  if (parts.length < 2) return null;
  const types = parts.map((part) => typeNamed(LABELLED.exec(part)?.[1] ?? '?'));
  if (types.includes('unknown')) return null;
  return parts.flatMap((part) => labelledIn(part) ?? [listedAs(part, null)]);
}

interface Labelled {
  readonly type: ReturnType<typeof typeNamed>;
  readonly label: string;
  readonly value: string;
  /** A blank or `=` is behind the label. */
  readonly isSaid: boolean;
}

function labelled({ type, label, value, isSaid }: Labelled): ListedValue[] | null {
  if (type === null || type === 'unknown' || TOLD_BY_LOOKS.has(type)) {
    const listed = readCell(value);
    const told = areListed(listed) ? listed : (rowIn(value, readCell) ?? listed);
    if (areListed(told)) return type === 'unknown' ? withLabel(told, label) : told;
    return type === null || type === 'unknown' || !isSaid ? null : [listedAs(value, type)];
  }
  if (!isSaid) return null;
  if (type === 'regex') return [listedAs(value, type)];
  const listed = severalIn(value) ?? commentedIn(value) ?? [listedAs(value, null)];
  return listed.map((one) => retyped(one, type));
}

function retyped(listed: ListedValue, type: IndicatorType): ListedValue {
  const remarks = listed.meant.ok ? listed.meant.remarks : [];
  return remarked(listedAs(listed.text, type, listed.note), ...remarks);
}

/** A label that is a value itself is listed before what it is said of. */
function withLabel(listed: readonly ListedValue[], label: string): ListedValue[] {
  const labelling = listedAs(label, null);
  if (isValue(labelling)) return [labelling, ...listed];
  return listed.map((one) => ({ ...one, note: one.note === '' ? label : `${label}: ${one.note}` }));
}

/** `- evil.com`, `2. evil.com`. */
function bulletedIn(text: string): ListedValue[] | null {
  const rest = text.replace(/^(?:[-*•·–]|\d{1,3}[.)])\s+/, '');
  if (rest === text) return null;
  const listed = listedValues(rest);
  const isOne = areListed(listed) || listed.every((one) => typeOf(one) === 'commandline');
  return listed.length > 0 && isOne ? listed : null;
}
