/** Tables of indicators: what each column is, by its heading or as the examiner says. */
import { type IndicatorFacts, MATCH_MODES } from '@shared/model/indicator';
import {
  COLUMN_ROLES,
  type ColumnRole,
  type ColumnRoles,
  type TableColumns,
} from '@shared/model/indicator-reading';
import { type CsvRow, csvRows, separatorOf } from '@shared/text/csv-rows';
import { guessType } from '../guess-type';
import { refang } from '../refang';
import { activeOf, confidenceOf, severityOf, timeOf, tlpOf, typeNamed } from './facts';
import type { ReadingBook } from './reading-book';

/** Headings, in lower case without blanks and joining marks. */
const HEADINGS: Readonly<Record<ColumnRole, readonly string[]>> = {
  value: ['value', 'indicator', 'ioc', 'observable', 'indicatorvalue', 'iocvalue', 'artifact'],
  type: ['type', 'indicatortype', 'ioctype', 'datatype', 'observabletype', 'kind'],
  mode: ['mode', 'match', 'matchmode'],
  note: ['note', 'notes', 'comment', 'comments', 'description', 'context', 'title'],
  source: ['source', 'feed', 'reference', 'provider', 'author', 'report'],
  confidence: ['confidence', 'score'],
  tlp: ['tlp', 'marking', 'sharing'],
  validUntil: ['validuntil', 'expires', 'expiration', 'expirationdate', 'expiry'],
  severity: ['severity', 'level', 'threatlevel', 'priority'],
  active: ['active', 'enabled', 'ison', 'toids'],
};

const plain = (heading: string): string => heading.toLowerCase().replaceAll(/[\s_.-]/g, '');

function rolesOfHeading(cells: readonly string[]): ColumnRoles {
  const names = cells.map(plain);
  const roles = COLUMN_ROLES.flatMap((role) => {
    const at = names.findIndex((name) => HEADINGS[role].includes(name));
    return at < 0 ? [] : [[role, at] as const];
  });
  return Object.fromEntries(roles);
}

const isComment = ({ cells }: CsvRow): boolean =>
  cells[0]?.startsWith('#') === true || cells.every((cell) => cell.trim() === '');

/** The first row that says something; null in an empty text. */
function firstRow(text: string): CsvRow | null {
  for (const row of csvRows(text, separatorOf(uncommented(text)))) if (!isComment(row)) return row;
  return null;
}

const uncommented = (text: string): string => text.replace(/^(?:\s*(?:#[^\n]*)?\n)*/, '');

/** Whether a text begins with a heading that names a value and one thing more. */
export function hasHeading(text: string): boolean {
  const first = firstRow(text);
  const roles = rolesOfHeading(first?.cells ?? []);
  return first !== null && first.cells.length > 1 && roles.value !== undefined;
}

/** @param chosen what the examiner says each column is; null leaves it to the heading */
export function readTable(
  text: string,
  chosen: ColumnRoles | null,
  book: ReadingBook,
): TableColumns {
  const first = firstRow(text);
  const isHeaded = hasHeading(text);
  const roles = chosen ?? (isHeaded ? rolesOfHeading(first?.cells ?? []) : { value: 0 });
  for (const row of csvRows(text, separatorOf(uncommented(text)))) {
    if (isComment(row) || (isHeaded && row.line === first?.line)) continue;
    takeRow(row, roles, book);
  }
  const names = (first?.cells ?? []).map((cell, at) =>
    isHeaded ? cell.trim() : `Column ${at + 1}`,
  );
  return { names, roles };
}

function takeRow(row: CsvRow, roles: ColumnRoles, book: ReadingBook): void {
  const place = `line ${row.line}`;
  const text = row.cells.join(', ');
  const cell = (role: ColumnRole): string => row.cells[roles[role] ?? -1]?.trim() ?? '';
  const refuse = (reason: string): void => book.refuse(place, text, reason);
  if (!row.isClosed) return refuse('a quotation mark is not closed');
  const value = refang(unguarded(cell('value')));
  if (value === '') return refuse('the row has no value');
  const named = typeNamed(cell('type'));
  if (named === 'unknown') return refuse(`unknown type ${cell('type').slice(0, 60)}`);
  const type = named ?? guessType(value);
  const asked = cell('mode').toLowerCase() || (type === 'regex' ? 'regex' : 'literal');
  const mode = MATCH_MODES.find((known) => known === asked);
  if (mode === undefined) return refuse(`unknown mode ${asked.slice(0, 60)}`);
  const remarks = unreadFacts(cell);
  book.take({
    ...{
      place,
      type,
      mode,
      remarks,
      facts: factsOf(cell),
      active: activeOf(cell('active')) ?? true,
    },
    value: mode === 'regex' ? unguarded(cell('value')) : value,
  });
}

/** The apostrophe that keeps a spreadsheet from taking a cell for a formula is none of the value's. */
const unguarded = (text: string): string =>
  text.replace(/^'(?=[\s"']*[=+\-@＝＋－＠])/u, '').trim();

type Cell = (role: ColumnRole) => string;

const factsOf = (cell: Cell): IndicatorFacts => ({
  note: unguarded(cell('note')),
  source: unguarded(cell('source')),
  confidence: confidenceOf(cell('confidence')),
  tlp: tlpOf(cell('tlp')),
  validUntil: timeOf(cell('validUntil')),
  severity: severityOf(cell('severity')),
});

/** Cells that say something nobody understands. */
function unreadFacts(cell: Cell): string[] {
  const readers = [
    ...([
      ['confidence', confidenceOf],
      ['tlp', tlpOf],
      ['validUntil', timeOf],
    ] as const),
    ...([
      ['severity', severityOf],
      ['active', activeOf],
    ] as const),
  ] as const;
  return readers.flatMap(([role, read]) => {
    const text = cell(role);
    return text !== '' && read(text) === null
      ? [`${role} "${text.slice(0, 40)}" is not understood`]
      : [];
  });
}
