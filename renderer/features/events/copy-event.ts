/** An event as text for other programs and for people. */
import type { EventDetail } from '@shared/contract/views';
import { csvCell, noFormula } from '@shared/text/csv';
import { attempt, tell } from '../../app/toast-store';
import type { EventKey } from '../../app/view-store';
import { ask } from '../../lib/ask';
import type { MenuEntry } from '../../parts/menu';

/** A column with what the row has in it. */
export interface ShownCell {
  readonly title: string;
  readonly text: string;
}

const inLine = (text: string): string => text.replaceAll(/[\t\r\n]+/g, ' ');

/** The cells of a row, as a spreadsheet takes them from the clipboard; none is a formula there. */
export const asLine = (cells: readonly ShownCell[]): string =>
  cells.map(({ text }) => noFormula(inLine(text))).join('\t');

/** With its header, safe for spreadsheets. */
export const asCsv = (cells: readonly ShownCell[]): string =>
  [cells.map(({ title }) => title), cells.map(({ text }) => text)]
    .map((line) => line.map(csvCell).join(','))
    .join('\r\n');

const markdownCell = (text: string): string => inLine(text).replaceAll(/[\\`*_{}[\]<>|]/g, '\\$&');

/** Every field in a table of two columns. */
export function asMarkdown({ fields }: Pick<EventDetail, 'fields'>): string {
  const rows = fields.map(({ name, value }) => {
    const text = [value].flat().join(' | ');
    return `| ${markdownCell(name)} | ${markdownCell(text)} |`;
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

export const defangedEntry = (value: string): MenuEntry => ({
  type: 'act',
  label: 'Copy value defanged',
  run: () => void copy(defanged(value), 'Defanged value'),
});

export function copyEntries(row: EventKey, cells: readonly ShownCell[]): MenuEntry[] {
  const act = (label: string, run: () => Promise<void>): MenuEntry => ({
    ...{ type: 'act', label: `Copy event as ${label}` },
    run: () => void run(),
  });
  return [
    act('a line', () => copy(asLine(cells), 'Line')),
    act('CSV', () => copy(asCsv(cells), 'CSV')),
    act('JSON', () => copyDetail(row, 'JSON', ({ json }) => json)),
    act('XML', () => copyDetail(row, 'XML', ({ xml }) => xml)),
    act('Markdown', () => copyDetail(row, 'Markdown', asMarkdown)),
  ];
}
