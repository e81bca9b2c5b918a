/** Events as text for other programs and for people. */
import type { EventDetail } from '@shared/contract/event-views';
import type { FieldValue } from '@shared/model/event';
import { findAddresses } from '@shared/ioc/address-search';
import { csvCell, noFormula } from '@shared/text/csv';
import { inLine } from '@shared/text/in-line';
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

const titlesOf = ([first = []]: readonly (readonly ShownCell[])[]): string[] =>
  first.map(({ title }) => title);
const textsOf = (cells: readonly ShownCell[]): string[] => cells.map(({ text }) => text);

/** One line a row under one header, safe for spreadsheets. */
export const asCsv = (rows: readonly (readonly ShownCell[])[]): string =>
  [titlesOf(rows), ...rows.map(textsOf)].map((line) => line.map(csvCell).join(',')).join('\r\n');

/** Nothing in it is markup, and no address or name becomes a link. */
const markdownCell = (text: string): string =>
  inLine(text).replaceAll(/[\\`*_{}[\]<>|@]|:(?=\/\/)|(?<=\bwww)\./gi, '\\$&');

const markdownLine = (texts: readonly string[]): string =>
  `| ${texts.map(markdownCell).join(' | ')} |`;

const markdownTable = (titles: readonly string[], lines: readonly (readonly string[])[]): string =>
  [titles, titles.map(() => '---'), ...lines].map(markdownLine).join('\n');

/** Every field in a table of two columns. */
export const asMarkdown = ({ fields }: Pick<EventDetail, 'fields'>): string =>
  markdownTable(
    ['field', 'value'],
    fields.map(({ name, value }) => [name, lineOf(value)]),
  );

/** One line a row, of what is shown of it. */
export const asMarkdownRows = (rows: readonly (readonly ShownCell[])[]): string =>
  markdownTable(titlesOf(rows), rows.map(textsOf));

/** @param texts of one JSON value each */
export const asJsonArray = (texts: readonly string[]): string => `[\n${texts.join(',\n')}\n]`;

/** With `[:]` in the place of each colon of an address of IPv6; `::` alone is mostly none. */
function withoutIpv6(text: string): string {
  const found = findAddresses(text)
    .map(({ start, end }) => ({ start, end, address: text.slice(start, end) }))
    .filter(({ address }) => address.includes(':') && address !== '::');
  return found.reduceRight(
    (rest, { start, end, address }) =>
      rest.slice(0, start) + address.replaceAll(':', '[:]') + rest.slice(end),
    text,
  );
}

/** A text nobody can click: `hxxp://evil[.]example`, `10[.]0[.]0[.]5`, `2001[:]db8[:][:]1`, `user[@]example`. */
export const defanged = (text: string): string =>
  withoutIpv6(text)
    .replaceAll(/\bh(tt)(ps?:\/\/)/gi, 'hxx$2')
    .replaceAll(/(?<=[\w-])\.(?=[\w-])/g, '[.]')
    .replaceAll(/(?<=\w)@(?=\w)/g, '[@]');
