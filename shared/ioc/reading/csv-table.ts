/** Tables of indicators: what each column is, by its heading or as the examiner says. */
import {
  type IndicatorFacts,
  INDICATOR_TYPES,
  type IndicatorType,
  MATCH_MODES,
  type MatchMode,
} from '@shared/model/indicator';
import {
  COLUMN_ROLES,
  type ColumnRole,
  type ColumnRoles,
  type TableColumns,
} from '@shared/model/indicator-reading';
import { csvText } from '@shared/text/csv';
import { type CsvRow, csvRows, separatorOf } from '@shared/text/csv-rows';
import { guessType } from '../guess-type';
import { refang } from '../refang';
import { CSV_COLUMNS } from '../writing/indicator-csv';
import { activeOf, confidenceOf, severityOf, timeOf, tlpOf, typeNamed } from './facts';
import { meantValue, type MeantValue } from './meant-value';
import { plainValue } from './plain-value';
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
  const takes = chosen === null && isOurs(first) ? takeOurRow : takeRow;
  for (const row of csvRows(text, separatorOf(uncommented(text)))) {
    if (isComment(row) || (isHeaded && row.line === first?.line)) continue;
    if (row.isClosed) takes(row, roles, book);
    else book.refuse(`line ${row.line}`, row.cells.join(', '), 'a quotation mark is not closed');
  }
  const names = (first?.cells ?? []).map((cell, at) =>
    isHeaded ? cell.trim() : `Column ${at + 1}`,
  );
  return { names, roles };
}

const isOurs = (first: CsvRow | null): boolean => first?.cells.join() === CSV_COLUMNS.join();

/** A row of a table of ours: every cell says what it was written for, and nothing is read into it. */
function takeOurRow(row: CsvRow, roles: ColumnRoles, book: ReadingBook): void {
  const cell: Cell = (role) => csvText(row.cells[roles[role] ?? -1] ?? '');
  const type = INDICATOR_TYPES.find((known) => known === cell('type'));
  const mode = MATCH_MODES.find((known) => known === cell('mode'));
  if (type === undefined || mode === undefined) return takeRow(row, roles, book);
  const value = cell('value');
  const isDefanged = mode === 'literal' && plainValue(type, value) !== value;
  const doubt = isDefanged ? ['it looks defanged, and is sought as it is written'] : [];
  const remarks = [...doubt, ...unreadFacts(cell)];
  book.take({ ...told(row, cell), ...{ type, mode, value, remarks } });
}

function takeRow(row: CsvRow, roles: ColumnRoles, book: ReadingBook): void {
  const cell: Cell = (role) => unguarded(row.cells[roles[role] ?? -1] ?? '');
  const refuse = (reason: string): void =>
    book.refuse(`line ${row.line}`, row.cells.join(', '), reason);
  if (cell('value') === '') return refuse('the row has no value');
  const named = typeNamed(cell('type'));
  if (named === 'unknown') return refuse(`unknown type ${cell('type').slice(0, 60)}`);
  const asked = cell('mode').toLowerCase();
  const mode = asked === '' ? null : MATCH_MODES.find((known) => known === asked);
  if (mode === undefined) return refuse(`unknown mode ${asked.slice(0, 60)}`);
  const meant = meantCell(cell('value'), named, mode);
  if (!meant.ok) return refuse(meant.reason);
  const { ok: _, ...sought } = meant;
  const remarks = [...meant.remarks, ...unreadFacts(cell)];
  book.take({ ...told(row, cell), ...sought, remarks });
}

/** In a mode that is asked for, a value says what it says. @param mode null where the row asks for none */
function meantCell(value: string, named: IndicatorType | null, mode: MatchMode | null): MeantValue {
  const meant = mode === null || mode === 'literal' ? meantValue(value, named) : null;
  if (meant?.ok === false) return meant;
  if (meant !== null && (mode === null || meant.mode === mode)) return meant;
  const type = named ?? guessType(refang(value));
  const isPattern = mode === 'regex' || type === 'regex';
  const written = isPattern ? value : plainValue(type, value);
  return { ok: true, type, mode: mode ?? 'literal', value: written, remarks: [] };
}

const told = (row: CsvRow, cell: Cell) => ({
  ...{ place: `line ${row.line}`, facts: factsOf(cell), active: activeOf(cell('active')) ?? true },
});

/** The apostrophe that keeps a spreadsheet from taking a cell for a formula is none of the value's. */
const unguarded = (cell: string): string => csvText(cell.trim()).trim();

type Cell = (role: ColumnRole) => string;

const factsOf = (cell: Cell): IndicatorFacts => ({
  note: cell('note'),
  source: cell('source'),
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
