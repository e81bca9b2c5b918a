/** What the columns of a table are: facts about one value, or values of the type their heading names. */
import type { IndicatorType } from '@shared/model/indicator';
import {
  COLUMN_ROLES,
  type ColumnRole,
  type ColumnRoles,
  type TypedColumn,
} from '@shared/model/indicator-reading';
import { type CsvRow, csvRows, separatorOf } from '@shared/text/csv-rows';
import { plainName, VALUE_HEADINGS } from './facts';
import { typeOfColumn } from './list-headings';
import { listedAs, typeOf } from './listed-value';

/** Headings, in lower case without blanks and joining marks. */
const HEADINGS: Readonly<Record<ColumnRole, readonly string[]>> = {
  value: VALUE_HEADINGS,
  type: ['type', 'indicatortype', 'ioctype', 'datatype', 'observabletype', 'kind'],
  mode: ['mode', 'match', 'matchmode'],
  note: ['note', 'notes', 'comment', 'comments', 'description', 'context', 'title'],
  source: ['source', 'feed', 'reference', 'provider', 'author', 'report'],
  confidence: ['confidence', 'score', 'confidencelevel'],
  tlp: ['tlp', 'marking', 'sharing'],
  validUntil: [
    ...['validuntil', 'expires', 'expiration', 'expirationdate', 'expirationtime', 'expiry'],
  ],
  severity: ['severity', 'level', 'threatlevel', 'priority'],
  active: ['active', 'enabled', 'ison', 'toids', 'isactive', 'isenabled'],
};

export interface TableHeading {
  /** Of the row it is; 0 where it stands in a comment. */
  readonly line: number;
  readonly cells: readonly string[];
}

export const isNoteHeading = (cell: string): boolean => HEADINGS.note.includes(plainName(cell));

export function rolesOfHeading(cells: readonly string[]): ColumnRoles {
  const names = cells.map(plainName);
  const roles = COLUMN_ROLES.flatMap((role) => {
    const at = names.findIndex((name) => HEADINGS[role].includes(name));
    return at < 0 ? [] : [[role, at] as const];
  });
  return Object.fromEntries(roles);
}

/** Types nobody would name a column of remarks after: such a one beside a column of values holds more of them. */
export const SURELY_VALUES: ReadonlySet<IndicatorType | null> = new Set([
  ...(['ip', 'domain', 'url', 'email', 'md5', 'sha1', 'sha256', 'imphash'] as const),
]);
/** A column of links leads to reports. */
export const NO_VALUES: readonly string[] = ['link', 'links'];

/** The columns that hold values of a type beside those that have a role. */
export function typedColumns(cells: readonly string[], roles: ColumnRoles): TypedColumn[] {
  if (roles.value !== undefined && roles.type !== undefined) return [];
  const taken = Object.values(roles);
  return cells.flatMap((cell, at): TypedColumn[] => {
    const type = NO_VALUES.includes(plainName(cell)) ? undefined : typeOfColumn(cell);
    if (type === undefined || taken.includes(at)) return [];
    return roles.value === undefined || SURELY_VALUES.has(type) ? [{ at, type }] : [];
  });
}

/** Blank, a comment, or `sep=;` for a spreadsheet. */
export const saysNothing = ({ cells }: CsvRow): boolean =>
  /^#|^sep=$/i.test(cells[0] ?? '') || cells.every((cell) => cell.trim() === '');

const COMMENTS = /^(?:\s*(?:#[^\n]*)?\n)*/;

export const rowsOf = (text: string): Generator<CsvRow, void, undefined> =>
  csvRows(text, separatorOf(text.replace(COMMENTS, '')));

/** The first rows that say something. */
function firstRows(text: string, most: number): CsvRow[] {
  const rows: CsvRow[] = [];
  for (const row of rowsOf(text)) {
    if (saysNothing(row)) continue;
    rows.push(row);
    if (rows.length === most) break;
  }
  return rows;
}

export const firstCells = (text: string): readonly string[] => firstRows(text, 1)[0]?.cells ?? [];

/** `|---|---|` below the heading of a table in Markdown, which is read as running text is. */
export const hasMarkdownTable = (text: string): boolean =>
  /^[ \t]*\|?[ \t]*:?-{3,}:?[ \t]*\|[ \t|:-]*$/m.test(text);

/** The heading of a table, its own row or the last comment before it; null where there is none. */
export function headingOf(text: string): TableHeading | null {
  const [first, second] = firstRows(text, 2);
  if (first === undefined || hasMarkdownTable(text)) return null;
  if (isHeading(first.cells, second?.cells)) return first;
  const comment = (COMMENTS.exec(text)?.[0] ?? '').trim().split('\n').at(-1)?.replace(/^#\s*/, '');
  const [told] = csvRows(comment ?? '', separatorOf(text.replace(COMMENTS, '')));
  return told !== undefined && isHeading(told.cells, first.cells)
    ? { line: 0, cells: told.cells }
    : null;
}

const LONGEST_NAME = 40;

/** A column of values is named, or columns of types over as many cells; a row that holds a value is none. */
function isHeading(cells: readonly string[], next: readonly string[] | undefined): boolean {
  const roles = rolesOfHeading(cells);
  if (cells.length < 2 || cells.some(isItsOwnValue)) return false;
  if (roles.value !== undefined) return true;
  return (
    next?.length === cells.length &&
    cells.every((cell) => cell.length <= LONGEST_NAME) &&
    typedColumns(cells, roles).length > 0
  );
}

/** `source.ip` looks like a domain. */
const isItsOwnValue = (cell: string): boolean =>
  typeOfColumn(cell) === undefined && SURELY_VALUES.has(typeOf(listedAs(cell, null)));
