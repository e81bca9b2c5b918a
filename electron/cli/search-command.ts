/** `casescope search`: the query language over a case. */
import path from 'node:path';
import type { EventSearch } from '@shared/contract/event-search';
import { TICKS_PER_SECOND } from '@shared/model/file-time';
import { formatFileTime } from '@shared/model/time-text';
import {
  EVENT_COLUMNS,
  eventLine,
  findingsLine,
  TOLD_COLUMNS,
  type ToldColumn,
} from '@electron/pipeline/event-line';
import type { CaseSearcher, FoundEvents } from '@electron/store/event-store';
import { eventStoreOf } from '@electron/store/event-store-of';
import { fieldHints } from '@electron/store/search/field-hints';
import { type Arguments, FLAG, readArguments, TEXT } from './arguments';
import { placeOfCase } from './case-place';
import { checkQuery } from './query-fault';
import { seeOthers } from './see-others';
import { note, noteProblems, print, printJson, rowFormat, rowPrinter, WrongUse } from './output';

const OPTIONS = {
  ...{ case: TEXT, from: TEXT, to: TEXT, limit: TEXT, sort: TEXT, count: FLAG },
  ...{
    facet: TEXT,
    histogram: TEXT,
    format: TEXT,
    json: FLAG,
    marks: FLAG,
    'without-copies': FLAG,
    'without-hidden': FLAG,
  },
};

export async function searchCommand(words: readonly string[]): Promise<number> {
  const given = readArguments(words, OPTIONS);
  const query = given.paths.join(' ');
  checkQuery(query);
  const caseDir = path.resolve(given.required('case'));
  const unseen = await seeOthers(caseDir);
  const searcher = eventStoreOf(caseDir, placeOfCase(caseDir)).search();
  try {
    const found = answer(given, searcher, {
      query,
      from: given.text('from'),
      to: given.text('to'),
      sort: given.oneOf('sort', ['asc', 'desc'] as const) ?? 'asc',
      files: null,
      withoutCopies: given.flag('without-copies'),
      withoutHidden: given.flag('without-hidden'),
    });
    return noteProblems([...unseen, ...found]);
  } finally {
    searcher.close();
  }
}

/** @returns files that could not be searched, and why */
function answer(given: Arguments, searcher: CaseSearcher, search: EventSearch): readonly string[] {
  const facet = given.text('facet');
  if (facet !== null) return printFacet(searcher, search, facet, given.whole('limit', 1));
  const found = searcher.find(search);
  if (found.count === 0) for (const hint of fieldHints(searcher, search.query)) note(hint);
  const histogram = given.text('histogram');
  if (given.flag('count')) printCount(found.count, given.flag('json'));
  else if (histogram !== null) printHistogram(searcher, search, histogram);
  else printRows(given, found);
  return found.problems;
}

function printCount(count: number, json: boolean): void {
  if (json) printJson({ count });
  else print(String(count));
}

function printRows(given: Arguments, found: FoundEvents): void {
  const limit = given.whole('limit', 0) ?? Number.POSITIVE_INFINITY;
  const told: readonly ToldColumn[] = given.flag('marks') ? ['level', 'marks'] : [];
  const columns = [...EVENT_COLUMNS, ...told.flatMap((column) => TOLD_COLUMNS[column])];
  const printRow = rowPrinter(rowFormat(given), columns);
  for (const event of found.events(limit))
    printRow({ ...eventLine(event), ...findingsLine(event, told) });
}

/** Every value of a field with how many matching events have it, most frequent first. */
function printFacet(
  searcher: CaseSearcher,
  search: EventSearch,
  field: string,
  limit: number | null,
): readonly string[] {
  const end = limit ?? Number.MAX_SAFE_INTEGER;
  const { rows, problems } = searcher.values({ search, field, holding: '', start: 0, end });
  for (const row of rows) printJson(row);
  return problems;
}

const UNIT_SECONDS: Readonly<Record<string, bigint>> = {
  s: 1n,
  m: 60n,
  h: 3_600n,
  d: 86_400n,
  w: 604_800n,
};

/** Events per interval from its start; intervals without any are left out, and those without a time come last. */
function printHistogram(searcher: CaseSearcher, search: EventSearch, interval: string): void {
  const [, number = '', unit = ''] = /^(\d+)([smhdw])$/.exec(interval) ?? [];
  const ticks = BigInt(number || 0) * (UNIT_SECONDS[unit] ?? 0n) * TICKS_PER_SECOND;
  if (ticks === 0n)
    throw new WrongUse(`--histogram takes an interval such as 10m, 1h, 1d or 1w, not ${interval}`);
  let timed = 0;
  for (const { start, events } of searcher.intervals(search, ticks)) {
    const time = formatFileTime(start);
    // A time past the year 9999 has no such spelling, here as in the lines of events.
    if (time.startsWith('ticks:')) continue;
    timed += events;
    printJson({ time, count: events });
  }
  const { count } = searcher.find(search);
  if (count > timed) printJson({ time: null, count: count - timed });
}
