/** Indicators out of any text an examiner has: what kind of list it is is told by its looks, or said. */
import { CaseScopeError } from '@shared/model/errors';
import type {
  ColumnRoles,
  IndicatorFormat,
  IndicatorReading,
} from '@shared/model/indicator-reading';
import { readTable } from './csv-table';
import { isUnderHeading, linesOf, listedValues, readList, readTexts } from './list-lines';
import { areListed, type ListedValue } from './listed-value';
import { mispEvents, readMisp } from './misp-event';
import { ReadingBook } from './reading-book';
import { readReport } from './report-text';
import { readStix } from './stix-bundle';
import { stixObjects } from './stix-document';
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
  const document = /^\s*[[{]/.test(text) ? parsedJson(text) : undefined;
  const format = choice.format ?? formatOf(text, document);
  const book = new ReadingBook();
  switch (format) {
    case 'stix':
      readStix(objectsOf(document), book);
      return book.reading(format);
    case 'misp':
      readMisp(eventsOf(document), book);
      return book.reading(format);
    case 'csv':
      return book.reading(format, readTable(text, choice.roles, book));
    case 'report':
      readReport(text, book);
      return book.reading(format);
    case 'list':
      if (Array.isArray(document)) readTexts(document, book);
      else readList(text, book);
      return book.reading(format);
  }
}

/** Undefined where it is no JSON. */
function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function formatOf(text: string, document: unknown): IndicatorFormat {
  if (mispEvents(document) !== null) return 'misp';
  if (stixObjects(document) !== null) return 'stix';
  if (areTexts(document)) return 'list';
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

/** `["evil.com", "10.0.0.1"]`: a list in JSON. */
const areTexts = (document: unknown): boolean =>
  Array.isArray(document) && document.some((one) => typeof one === 'string');

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
