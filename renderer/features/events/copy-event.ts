/** An event as text for other programs and for people. */
import type { EventDetail } from '@shared/contract/event-views';
import type { FieldValue } from '@shared/model/event';
import { csvCell, noFormula } from '@shared/text/csv';
import { inLine } from '@shared/text/in-line';
import { attempt, tell } from '../../app/toast-store';
import type { EventKey } from '../../app/view-store';
import { ask } from '../../lib/ask';
import type { MenuEntry } from '../../parts/menu';
import { valueIn } from './cell-value';

/** A column with what the row has in it. */
export interface ShownCell {
  readonly title: string;
  readonly text: string;
  /** The field the text is only part of, or several values of. */
  readonly abridges?: string;
}

const lineOf = (value: FieldValue): string => [value].flat().join(' | ');

/** The cells with all of their values. */
export const wholeCells = (
  cells: readonly ShownCell[],
  detail: Pick<EventDetail, 'fields'>,
): readonly ShownCell[] =>
  cells.map(({ title, text, abridges }) => ({
    title,
    text: abridges === undefined ? text : lineOf(valueIn(detail, abridges)),
  }));

/** The cells of a row, as a spreadsheet takes them from the clipboard; none is a formula there. */
export const asLine = (cells: readonly ShownCell[]): string =>
  cells.map(({ text }) => noFormula(inLine(text))).join('\t');

/** With its header, safe for spreadsheets. */
export const asCsv = (cells: readonly ShownCell[]): string =>
  [cells.map(({ title }) => title), cells.map(({ text }) => text)]
    .map((line) => line.map(csvCell).join(','))
    .join('\r\n');

/** Nothing in it is markup, and no address or name becomes a link. */
const markdownCell = (text: string): string =>
  inLine(text).replaceAll(/[\\`*_{}[\]<>|@]|:(?=\/\/)|(?<=\bwww)\./gi, '\\$&');

/** Every field in a table of two columns. */
export function asMarkdown({ fields }: Pick<EventDetail, 'fields'>): string {
  const rows = fields.map(({ name, value }) => {
    return `| ${markdownCell(name)} | ${markdownCell(lineOf(value))} |`;
  });
  return ['| field | value |', '| --- | --- |', ...rows].join('\n');
}

/** A text nobody can click: `hxxp://evil[.]example`, `10[.]0[.]0[.]5`, `user[@]example`. */
export const defanged = (text: string): string =>
  text
    .replaceAll(/\bh(tt)(ps?:\/\/)/gi, 'hxx$2')
    .replaceAll(/(?<=[\w-])\.(?=[\w-])/g, '[.]')
    .replaceAll(/(?<=\w)@(?=\w)/g, '[@]');

async function copy(text: string, what: string): Promise<void> {
  const done = await attempt(async () => {
    await ask('app.copyText', { text });
    return true;
  });
  if (done !== null) tell(`${what} copied`);
}

async function copyDetail(
  { file, event }: EventKey,
  what: string,
  write: (detail: EventDetail) => string | null,
): Promise<void> {
  const detail = await attempt(() => ask('events.event', { file, event }));
  if (detail === null) return;
  const text = write(detail);
  if (text === null) tell(`This event has no ${what}.`);
  else await copy(text, what);
}

/** @param what value or values */
export const defangedEntry = (text: string, what: string): MenuEntry => ({
  type: 'act',
  label: `Copy ${what} defanged`,
  run: () => void copy(defanged(text), `Defanged ${what}`),
});

/** The event is read where the row shows only part of a value. */
async function copyCells(
  row: EventKey,
  cells: readonly ShownCell[],
  what: string,
  write: (cells: readonly ShownCell[]) => string,
): Promise<void> {
  const isWhole = cells.every(({ abridges }) => abridges === undefined);
  if (isWhole) await copy(write(cells), what);
  else await copyDetail(row, what, (detail) => write(wholeCells(cells, detail)));
}

export function copyEntries(row: EventKey, cells: readonly ShownCell[]): MenuEntry[] {
  const act = (label: string, run: () => Promise<void>): MenuEntry => ({
    ...{ type: 'act', label: `Copy event as ${label}` },
    run: () => void run(),
  });
  return [
    act('a line', () => copyCells(row, cells, 'Line', asLine)),
    act('CSV', () => copyCells(row, cells, 'CSV', asCsv)),
    act('JSON', () => copyDetail(row, 'JSON', ({ json }) => json)),
    act('XML', () => copyDetail(row, 'XML', ({ xml }) => xml)),
    act('Markdown', () => copyDetail(row, 'Markdown', asMarkdown)),
  ];
}
