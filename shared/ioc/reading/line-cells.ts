/**
 * Lines of cells: rows of a table without a heading. A comma may as well be a value's own, so that only a row with
 * a value nobody can mistake is one; a tab stands in no value.
 */
import type { IndicatorType } from '@shared/model/indicator';
import { csvRows } from '@shared/text/csv-rows';
import {
  areListed,
  isSure,
  isValue,
  listedAs,
  type ListedValue,
  noted,
  remarked,
  typeOf,
} from './listed-value';
import { spacedName, withHeld } from './held-values';
import { isArguments, isCommand, isOver } from './line-command';

type ReadCell = (cell: string) => ListedValue[];

/**
 * Every cell that looks like a value is one, the others are its note; between tabs a command is one as well, as no sign
 * in it parts it. Null where it is no row.
 */
export function rowIn(text: string, readCell: ReadCell): ListedValue[] | null {
  if (text.includes('\t')) return tabbedIn(text, readCell);
  for (const separator of [',', ';', '|']) {
    const cells = text.includes(separator) ? cellsOf(text, separator) : [];
    if (cells.length === 0 || !mayBeCells(text, separator, cells)) continue;
    const read = cells.map(readCell);
    const isRow = /\|/.test(separator) || /\S;\S/.test(text);
    const tells = isRow ? isValue : isUnmistakable;
    const isName = (cell: string): boolean => isRow && spacedName(cell, true) !== null;
    if (!read.some((listed) => listed.some(tells)) && !cells.some(isName)) continue;
    const listed = listedOf(cells, read, ', ');
    return isCut(text, cells) ? (listed?.map(withNoteTold) ?? null) : listed;
  }
  return null;
}

/** Where the signs between the cells may be the value's own. */
const isCut = (text: string, [first = '']: readonly string[]): boolean =>
  HOLDS_SIGNS.has(typeOf(listedAs(text, null))) && !isOver(first);

const withNoteTold = (listed: ListedValue): ListedValue =>
  listed.note === ''
    ? listed
    : remarked(listed, `"${listed.note.slice(0, 60)}" is read as its note`);

function tabbedIn(text: string, readCell: ReadCell): ListedValue[] | null {
  const cells = withText(text.split(/\t+/));
  if (isArguments(cells[0] ?? '', cells[1] ?? '')) return null;
  return listedOf(cells, cells.map(readCell), ' ', true);
}

/** More words than that are a sentence, not a cell. */
const MOST_WORDS = 4;

function listedOf(
  cells: readonly string[],
  readCells: readonly (readonly ListedValue[])[],
  between: string,
  holdCommands = false,
): ListedValue[] | null {
  const isListed = (one: readonly ListedValue[]): boolean =>
    areListed(one) || (holdCommands && one.every((value) => typeOf(value) === 'commandline'));
  const read = readCells.map((one, at) => withNameOf(cells[at] ?? '', one));
  const listed = read.filter(isListed).flat();
  if (listed.length === 0) return null;
  const rest = cells.filter((_, at) => !isListed(read[at] ?? []));
  const isProse = rest.some((cell) => cell.split(/\s+/).length > MOST_WORDS);
  const isInWords = isProse ? ({ isInWords: true } as const) : {};
  const note = rest.join(between);
  return withHeld(listed, note).map((one, at) =>
    at < listed.length ? { ...noted(one, note), ...isInWords } : one,
  );
}

/** A name with blanks in a cell of its own is one. */
function withNameOf(cell: string, read: readonly ListedValue[]): readonly ListedValue[] {
  const name = areListed(read) ? null : spacedName(cell, true);
  return name === null ? read : [name];
}

/** Without the bars around the row of a Markdown table, or the brackets around a list in a program. */
function cellsOf(text: string, separator: string): string[] {
  const inner =
    separator === '|'
      ? text.replace(/^\s*\|/, '').replace(/\|\s*$/, '')
      : text.replace(/^\[(.*)\]$|^\((.*)\)$/, '$1$2');
  const [row] = csvRows(inner, separator);
  return row?.isClosed === true ? withText(row.cells) : withText(inner.split(separator));
}

const withText = (cells: readonly string[]): string[] =>
  cells.map((cell) => cell.trim()).filter((cell) => cell !== '');

const UNMISTAKABLE: ReadonlySet<IndicatorType | null> = new Set([
  ...(['filepath', 'registry', 'pipe', 'mutex'] as const),
]);
const isUnmistakable = (listed: ListedValue): boolean =>
  isSure(listed) || UNMISTAKABLE.has(typeOf(listed));

/** Values that may hold such signs themselves. */
const HOLDS_SIGNS: ReadonlySet<IndicatorType | null> = new Set([
  ...(['url', 'filepath', 'registry', 'pipe', 'mutex', 'useragent'] as const),
]);
/** A word or a day; `1,2,3` are parts of a link. */
const WORDS = /^(?=.*[a-z]{2}|\d{4}-)[\w :-]{0,40}$/i;

/** `http://a.b/c,malware,high` are cells, `http://a.b/c,d` may be a link; an export stands behind the name of a DLL. */
function mayBeCells(
  text: string,
  separator: string,
  [first = '', ...others]: readonly string[],
): boolean {
  if (isCommand(text) || isCommand(first) || /^Mozilla\//i.test(text)) return false;
  // In no name of Windows a bar can stand.
  if (separator === '|' || !HOLDS_SIGNS.has(typeOf(listedAs(text, null)))) return true;
  if (isOver(first)) return !/\.(?:dll|cpl|ocx)$/i.test(first);
  return others.length > 1 && others.every((cell) => WORDS.test(cell));
}

/** Words around a value; more are a sentence, of which a line of a list is none. */
const MOST_BESIDE = 5;
const MOST_AROUND = 3;
const BARE_WORD = /^[(\p{L}\d][\p{L}\d.:)&'/-]*$/u;

/** `C2 2001:db8::1 (TOR)`: a value among a few words, which are its note. */
export function amongWords(text: string): ListedValue[] | null {
  const tokens = text.split(/\s+/);
  if (tokens.length < 2 || tokens.length > MOST_BESIDE * 2 || isCommand(text)) return null;
  const read = tokens.map((token) => listedAs(token, null));
  const sure = read.filter(isSure);
  const words = tokens.filter((_, at) => !sure.includes(read[at] ?? listedAs('', null)));
  const atEdge = [read[0], read.at(-1)].some((one) => one !== undefined && sure.includes(one));
  const isFew = words.length <= (atEdge ? MOST_BESIDE : MOST_AROUND);
  if (sure.length === 0 || !isFew || !words.every((word) => BARE_WORD.test(word))) return null;
  const note = words.join(' ').replace(/^\((.*)\)$/, '$1');
  const listed = sure.map((one) => remarked(noted(one, note), 'the words beside it are its note'));
  return withHeld(listed, note).map((one) => ({ ...one, isInWords: true }));
}
