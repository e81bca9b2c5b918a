/** Indicators out of any text an examiner has: what kind of list it is is told by its looks, or said. */
import { CaseScopeError } from '@shared/model/errors';
import type {
  ColumnRoles,
  IndicatorFormat,
  IndicatorReading,
} from '@shared/model/indicator-reading';
import { readTable } from './csv-table';
import { type JsonText, jsonText } from './json-text';
import { readJson } from './json-values';
import { isUnderHeading, listedValues, readList } from './list-lines';
import { areListed, type ListedValue } from './listed-value';
import { mispEvents, readMisp } from './misp-event';
import { ReadingBook } from './reading-book';
import { readReport } from './report-text';
import { readStix } from './stix-bundle';
import { stixObjects } from './stix-document';
import { linesOf } from './text-lines';
import { hasMarkdownTable, headingOf } from './table-columns';

export interface ReadingChoice {
  /** Null: told by the looks of the text. */
  readonly format: IndicatorFormat | null;
  /** What the columns of a table are; null: as its heading says. */
  readonly roles: ColumnRoles | null;
}

export const BY_LOOKS: ReadingChoice = { format: null, roles: null };

/** @throws CaseScopeError `indicator-invalid` where the text is not of the kind that was chosen */
export function readIndicators(given: string, choice: ReadingChoice = BY_LOOKS): IndicatorReading {
  const text = given.replace(/^\ufeff/, '');
  const json = jsonText(text);
  const document = json?.document;
  const format = choice.format ?? formatOf(text, json);
  const book = new ReadingBook();
  switch (format) {
    case 'stix':
      readStix(objectsOf(document), book);
      break;
    case 'misp':
      readMisp(eventsOf(document), book);
      break;
    case 'json':
      if (json === null) throw new CaseScopeError('indicator-invalid', 'This is no JSON.');
      if (document !== undefined) readJson(document, json.lines, book);
      break;
    case 'csv':
      return book.reading(format, readTable(text, choice.roles, book));
    case 'report':
      readReport(text, book);
      return book.reading(format);
    case 'list':
      readList(text, book);
      return book.reading(format);
  }
  for (const { place, text: line, reason } of json?.broken ?? []) book.refuse(place, line, reason);
  return book.reading(format);
}

function formatOf(text: string, json: JsonText | null): IndicatorFormat {
  if (mispEvents(json?.document) !== null) return 'misp';
  if (stixObjects(json?.document) !== null) return 'stix';
  if (json !== null) return 'json';
  if (hasMarkdownTable(text)) return 'report';
  if (headingOf(text) !== null) return 'csv';
  return isUnderHeading(text) || isList(text) ? 'list' : 'report';
}

/** Lines looked at to tell a list from a report. */
const MOST_LOOKED_AT = 2_000;

/** Most lines of a list are a value and nothing else; running text has few such lines. */
function isList(text: string): boolean {
  const lines = linesOf(text)
    .slice(0, MOST_LOOKED_AT)
    .map(listedValues)
    .filter((listed) => listed.length > 0);
  const whole = lines.filter((listed) =>
    listed.every((one) => one.isInWords !== true && (isWord(one) || areListed([one]))),
  );
  return whole.length * 2 >= lines.length;
}

const isWord = ({ text }: ListedValue): boolean => !/\s/.test(text);

function objectsOf(document: unknown): readonly unknown[] {
  const objects = stixObjects(document);
  if (objects !== null) return objects;
  throw new CaseScopeError('indicator-invalid', 'This is no STIX bundle in JSON.');
}

function eventsOf(document: unknown): readonly unknown[] {
  const events = mispEvents(document);
  if (events !== null) return events;
  throw new CaseScopeError('indicator-invalid', 'This is no MISP event in JSON.');
}
