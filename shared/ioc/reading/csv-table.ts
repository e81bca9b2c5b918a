/** Tables of indicators: what each column is, by its heading or as the examiner says. */
import {
  type IndicatorFacts,
  INDICATOR_TYPES,
  type IndicatorType,
  MATCH_MODES,
  type MatchMode,
} from '@shared/model/indicator';
import type { ColumnRole, ColumnRoles, TableColumns } from '@shared/model/indicator-reading';
import { csvText } from '@shared/text/csv';
import type { CsvRow } from '@shared/text/csv-rows';
import { guessType } from '../guess-type';
import { refang } from '../refang';
import { CSV_COLUMNS } from '../writing/indicator-csv';
import { activeOf, confidenceOf, severityOf, timeOf, tlpOf, typeNamed } from './facts';
import { meantValues } from './listed-value';
import type { MeantValue } from './meant-value';
import { mispParts } from './misp-types';
import { plainValue } from './plain-value';
import type { ReadingBook } from './reading-book';
import {
  firstCells,
  headingOf,
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
  book.take({ ...told(row, cell), ...{ type, mode, value, remarks } });
}

function takeRow(row: CsvRow, columns: TableColumns, book: ReadingBook): void {
  const place = `line ${row.line}`;
  const cell: Cell = (role) => unguarded(row.cells[columns.roles[role] ?? -1] ?? '');
  const refuse = (reason: string): void => book.refuse(place, row.cells.join(', '), reason);
  const asked = cell('mode').toLowerCase();
  const mode = asked === '' ? null : MATCH_MODES.find((known) => known === asked);
  if (mode === undefined) return refuse(`unknown mode ${asked.slice(0, 60)}`);
  const given = givenValues(row, columns, cell);
  if (typeof given === 'string') return refuse(given);
  const facts = told(row, cell, noteOf(row, columns, cell));
  for (const meant of given.flatMap(({ value, type }) => meantCell(value, type, mode))) {
    if (!meant.ok) refuse(meant.reason);
    else {
      const { ok: _, ...sought } = meant;
      book.take({ ...facts, ...sought, remarks: [...meant.remarks, ...unreadFacts(cell)] });
    }
  }
}

interface GivenValue {
  readonly value: string;
  /** Null where its looks shall tell. */
  readonly type: IndicatorType | null;
}

/** The values of a row; the reason where there are none. */
function givenValues(row: CsvRow, { typed }: TableColumns, cell: Cell): GivenValue[] | string {
  const besides = typed.flatMap(({ at, type }) => {
    const value = unguarded(row.cells[at] ?? '');
    return EMPTY.test(value) ? [] : [{ value, type }];
  });
  const value = cell('value');
  if (value === '') return besides.length === 0 ? 'the row has no value' : besides;
  const type = typeNamed(cell('type'));
  if (type !== 'unknown') return [{ value, type }, ...besides];
  const parts = mispParts(cell('type').toLowerCase(), value, NOWHERE);
  return parts === null ? `unknown type ${cell('type').slice(0, 60)}` : [...parts, ...besides];
}

/** Cells that say that there is nothing. */
const EMPTY = /^(?:-*|n\/a|none|null)$/i;
const NOWHERE = { object: '', relation: '' };

/** Where columns hold values, the others say something about them. */
function noteOf(row: CsvRow, { names, roles, typed }: TableColumns, cell: Cell): string {
  if (roles.value !== undefined) return cell('note');
  const known = [...Object.values(roles), ...typed.map(({ at }) => at)];
  const others = names.flatMap((name, at) => {
    const text = unguarded(row.cells[at] ?? '');
    return known.includes(at) || EMPTY.test(text) ? [] : [`${name}: ${text}`];
  });
  return [cell('note'), ...others].filter((text) => text !== '').join(', ');
}

/** In a mode that is asked for, a value says what it says. @param mode null where the row asks for none */
function meantCell(
  value: string,
  type: IndicatorType | null,
  mode: MatchMode | null,
): readonly MeantValue[] {
  const meant = mode === null || mode === 'literal' ? meantValues(value, type) : [];
  const isAsAsked = meant.every((one) => !one.ok || mode === null || one.mode === mode);
  return meant.length > 0 && isAsAsked ? meant : [asAsked(value, type, mode ?? 'literal')];
}

function asAsked(value: string, named: IndicatorType | null, mode: MatchMode): MeantValue {
  const type = named ?? guessType(refang(value));
  const isPattern = mode === 'regex' || type === 'regex';
  const written = isPattern ? value : plainValue(type, value);
  return { ok: true, type, mode, value: written, remarks: [] };
}

const told = (row: CsvRow, cell: Cell, note = cell('note')) => ({
  place: `line ${row.line}`,
  facts: { ...factsOf(cell), note },
  active: activeOf(cell('active')) ?? true,
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
