/** Tables of indicators: what each column is, by its heading or as the examiner says. */
import { INDICATOR_TYPES, MATCH_MODES } from '@shared/model/indicator';
import { COLUMN_ROLES, type ColumnRoles, type TableColumns } from '@shared/model/indicator-reading';
import { csvText } from '@shared/text/csv';
import type { CsvRow } from '@shared/text/csv-rows';
import { CSV_COLUMNS } from '../writing/indicator-csv';
import { plainValue } from './plain-value';
import type { ReadingBook } from './reading-book';
import {
  type Cell,
  type GivenValue,
  lookalikesIn,
  type NamedText,
  saysNone,
  takeValues,
  told,
  unreadFacts,
  valuesNamed,
} from './row-values';
import {
  firstCells,
  headingOf,
  isNoteHeading,
  rolesOfHeading,
  rowsOf,
  saysNothing,
  type TableHeading,
  typedColumns,
} from './table-columns';

/** @param chosen what the examiner says each column is; null leaves it to the heading */
export function readTable(
  text: string,
  chosen: ColumnRoles | null,
  book: ReadingBook,
): TableColumns {
  const heading = headingOf(text);
  const columns = columnsOf(text, heading, chosen);
  const takes = chosen === null && isOurs(heading) ? takeOurRow : takeRow;
  for (const row of rowsOf(text)) {
    if (saysNothing(row) || row.line === heading?.line) continue;
    if (row.isClosed) takes(row, columns, book);
    else book.refuse(`line ${row.line}`, row.cells.join(', '), 'a quotation mark is not closed');
  }
  return columns;
}

function columnsOf(
  text: string,
  heading: TableHeading | null,
  chosen: ColumnRoles | null,
): TableColumns {
  if (heading === null) {
    const names = firstCells(text).map((_, at) => `Column ${at + 1}`);
    return { names, roles: chosen ?? { value: 0 }, typed: [] };
  }
  const roles = chosen ?? rolesOfHeading(heading.cells);
  const names = heading.cells.map((cell) => cell.trim());
  return { names, roles, typed: typedColumns(names, roles) };
}

const isOurs = (heading: TableHeading | null): boolean =>
  heading?.cells.join() === CSV_COLUMNS.join();

/** A row of a table of ours: every cell says what it was written for, and nothing is read into it. */
function takeOurRow(row: CsvRow, columns: TableColumns, book: ReadingBook): void {
  const cell: Cell = (role) => csvText(row.cells[columns.roles[role] ?? -1] ?? '');
  const type = INDICATOR_TYPES.find((known) => known === cell('type'));
  const mode = MATCH_MODES.find((known) => known === cell('mode'));
  if (type === undefined || mode === undefined) return takeRow(row, columns, book);
  const value = cell('value');
  const isDefanged = mode === 'literal' && plainValue(type, value) !== value;
  const doubt = isDefanged ? ['it looks defanged, and is sought as it is written'] : [];
  const remarks = [...doubt, ...unreadFacts(cell)];
  const { facts, ...others } = told(cell, cell('note'));
  const place = `line ${row.line}`;
  book.take({
    ...{ place, ...others, type, mode, value, remarks },
    facts: { ...facts, source: cell('source') },
  });
}

function takeRow(row: CsvRow, columns: TableColumns, book: ReadingBook): void {
  const place = `line ${row.line}`;
  const text = row.cells.join(', ');
  const cell: Cell = (role) => unguarded(row.cells[columns.roles[role] ?? -1] ?? '');
  const asked = cell('mode').toLowerCase();
  const mode = asked === '' ? null : MATCH_MODES.find((known) => known === asked);
  if (mode === undefined) return book.refuse(place, text, `unknown mode ${asked.slice(0, 60)}`);
  const values = givenValues(row, columns, cell);
  if (typeof values === 'string') return book.refuse(place, text, values);
  const note = noteOf(row, columns, cell);
  const facts = COLUMN_ROLES.filter((role) => role !== 'value').map((name) => ({
    ...{ name, text: cell(name) },
  }));
  const beside = [...cellsBeside(row, columns), ...facts];
  takeValues({ place, text, values, mode, cell, note, beside }, book);
}

/** What has no role and no type. */
function cellsBeside(row: CsvRow, { names, roles, typed }: TableColumns): NamedText[] {
  const known = [...Object.values(roles), ...typed.map(({ at }) => at)];
  return row.cells.flatMap((text, at) =>
    known.includes(at) ? [] : [{ name: names[at] ?? '', text: unguarded(text) }],
  );
}

/** The values of a row; the reason where there are none. */
function givenValues(
  row: CsvRow,
  columns: TableColumns,
  cell: Cell,
): readonly GivenValue[] | string {
  const named = columns.typed.flatMap(({ at, type }): GivenValue[] => {
    const value = unguarded(row.cells[at] ?? '');
    return saysNone(value) ? [] : [{ value, type }];
  });
  const besides = [...named, ...lookalikesIn(cellsBeside(row, columns))];
  const value = cell('value');
  if (value === '') return besides.length === 0 ? 'the row has no value' : besides;
  const own = valuesNamed(cell('type'), value);
  return typeof own === 'string' ? own : [...own, ...besides];
}

/** Every column of notes; where columns of types hold values, all others say something about them. */
function noteOf(row: CsvRow, { names, roles, typed }: TableColumns, cell: Cell): string {
  const known = [...Object.values(roles), ...typed.map(({ at }) => at)];
  const others = names.flatMap((name, at) => {
    const isNote = isNoteHeading(name);
    const text = unguarded(row.cells[at] ?? '');
    if (known.includes(at) || saysNone(text)) return [];
    if (isNote) return [text];
    return roles.value === undefined ? [`${name}: ${text}`] : [];
  });
  const own = saysNone(cell('note')) ? '' : cell('note');
  return [own, ...others].filter((text) => text !== '').join(', ');
}

/** The apostrophe that keeps a spreadsheet from taking a cell for a formula is none of the value's. */
const unguarded = (cell: string): string => csvText(cell.trim()).trim();
