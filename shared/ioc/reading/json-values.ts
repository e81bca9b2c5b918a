/**
 * Indicators in JSON of any shape: feeds, answers of services, lists under names. A member named as a type or a value
 * is one, whatever else its object says is its note; what no name tells is told by its looks, or refused.
 */
import { typeOfHeading } from './facts';
import { type Member, objectRow, saysNoType } from './json-object';
import { typeOfColumn } from './list-headings';
import { listedValues, takeListed } from './list-lines';
import { areListed, isSure, listedAs, remarked, typeOf } from './listed-value';
import type { ReadingBook } from './reading-book';
import { takeReportLines } from './report-text';
import { saysAbout, takeValues } from './row-values';

/** Deeper ones no feed has. */
export const MOST_DEPTH = 32;

/** @param lines of the entries of the document where each stands on one of its own */
export function readJson(
  document: unknown,
  lines: readonly number[] | null,
  book: ReadingBook,
): void {
  const whole: Spot = { path: [], name: null };
  if (lines === null || !Array.isArray(document)) return read(document, whole, book);
  document.forEach((entry, at) => read(entry, { path: [`line ${lines[at]}`], name: null }, book));
}

/** Where something stands. */
interface Spot {
  readonly path: readonly string[];
  /** Of the member it is the value of, or stands in a list of; null outside of any. */
  readonly name: string | null;
}

const LONGEST_NAME = 40;
const placeOf = ({ path }: Spot): string => path.join(' › ');
const below = ({ path }: Spot, part: string, name: string | null): Spot => ({
  ...{ path: [...path, part.slice(0, LONGEST_NAME)], name },
});

function read(value: unknown, spot: Spot, book: ReadingBook): void {
  if (spot.path.length > MOST_DEPTH)
    book.refuse(
      `${placeOf(spot).slice(0, 80)}…`,
      '',
      `what stands there is nested deeper than ${MOST_DEPTH} levels`,
    );
  else if (Array.isArray(value))
    value.forEach((one: unknown, at) => read(one, below(spot, `entry ${at + 1}`, spot.name), book));
  else if (typeof value === 'object' && value !== null) readObject(value, spot, book);
  else if (typeof value === 'string') readText(value, spot, book);
  else book.refuse(placeOf(spot), String(value), 'it is no text');
}

function readObject(object: object, spot: Spot, book: ReadingBook): void {
  const members: Member[] = [];
  const inner: (readonly [string, unknown])[] = [];
  for (const [name, value] of Object.entries(object)) {
    const texts = textsOf(value);
    if (texts === null) inner.push([name, value]);
    else if (texts.length > 0)
      members.push({ name, texts, isText: holdsText(value), isList: Array.isArray(value) });
  }
  for (const name of Object.keys(object)) takeName(name, spot, book);
  takeMembers(members, spot, book);
  for (const [name, value] of inner) read(value, below(spot, name, name), book);
}

/** Null for what holds more than texts. */
function textsOf(value: unknown): string[] | null {
  const all: unknown[] = Array.isArray(value) ? value : [value];
  if (all.some((one) => typeof one === 'object' && one !== null)) return null;
  return all.filter((one) => one !== null && one !== '').map(String);
}

const holdsText = (value: unknown): boolean =>
  Array.isArray(value) ? value.some(holdsText) : typeof value === 'string';

function takeMembers(members: readonly Member[], spot: Spot, book: ReadingBook): void {
  const row = objectRow(members, spot.name);
  const place = placeOf(spot) || 'document';
  if (row !== null) {
    takeValues({ ...row, place }, book);
    for (const { name, text, reason } of row.refused)
      book.refuse(name === null ? place : placeOf(below(spot, name, name)), text, reason);
    return;
  }
  for (const { name, texts, isText } of members)
    for (const text of isText ? texts : []) readText(text, below(spot, name, name), book);
}

/** `{"203.0.113.7": {…}}`: an indicator may be the name of what is said about it. */
function takeName(name: string, spot: Spot, book: ReadingBook): void {
  if (!/[.:@]|^[\da-f]{32,}$/i.test(name) || typeOfHeading(name) !== undefined) return;
  const listed = listedAs(name, null);
  if (!listed.meant.ok || !isSure(listed)) return;
  const isHost = typeOf(listed) === 'domain';
  const told = isHost ? remarked(listed, 'the name of a member, not its value') : listed;
  takeListed(told, placeOf(spot), book, { isMeant: !isHost });
}

/** A text whose name, if it has one, says no type. */
function readText(text: string, spot: Spot, book: ReadingBook): void {
  const place = placeOf(spot);
  const { name } = spot;
  const type = name === null ? undefined : typeOfColumn(name);
  if (type !== undefined)
    return takeValues(
      {
        ...{ place, text, mode: null, note: '', beside: [], cell: () => '' },
        values: [{ value: text, type }],
      },
      book,
    );
  const listed = listedValues(text);
  if (name === null) return listed.forEach((one) => takeListed(one, place, book));
  const isProse = listed.some(({ isInWords }) => isInWords === true);
  if (listed.length > 0 && areListed(listed) && !isProse) {
    const isAbout = saysAbout(name);
    const remark = isAbout ? [`its name "${name.slice(0, 40)}" says something about the list`] : [];
    for (const one of listed)
      takeListed(remarked(one, ...remark), place, book, { isMeant: !isAbout, label: name });
  } else if (takeReportLines(text, place, book) === 0) book.refuse(place, text, saysNoType(name));
}
