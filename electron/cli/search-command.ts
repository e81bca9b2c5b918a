/** `casescope search`: the query language over a case. */
import path from 'node:path';
import type { FieldValue } from '@shared/model/event';
import { fileTime } from '@shared/model/file-time';
import { formatFileTime } from '@shared/model/time-text';
import { CaseSearch, type Found } from '@electron/store/search/case-search';
import { firstTextOf, type SegmentColumns } from '@electron/store/search/segment-columns';
import { placeOf } from '@electron/store/search/event-rows';
import type { PublishedFile } from '@electron/store/search/case-files';
import { type Arguments, FLAG, readArguments, TEXT } from './arguments';
import { PLACE_COLUMNS, placeLine } from './detection-line';
import { note, print, printJson, rowFormat, rowPrinter, WrongUse } from './output';

const OPTIONS = {
  ...{ case: TEXT, from: TEXT, to: TEXT, limit: TEXT, sort: TEXT, count: FLAG },
  ...{ facet: TEXT, histogram: TEXT, format: TEXT, json: FLAG },
};
const COLUMNS = [...PLACE_COLUMNS, 'provider', 'fields'];

export function searchCommand(words: readonly string[]): number {
  const given = readArguments(words, OPTIONS);
  const search = new CaseSearch(path.resolve(given.required('case')));
  try {
    const found = search.events({
      query: given.paths.join(' '),
      from: given.text('from'),
      to: given.text('to'),
      sort: given.oneOf('sort', ['asc', 'desc'] as const) ?? 'asc',
      files: null,
    });
    for (const problem of found.problems) note(problem);
    answer(given, search, found);
    return found.problems.length > 0 ? 1 : 0;
  } finally {
    search.close();
  }
}

function answer(given: Arguments, search: CaseSearch, found: Found): void {
  const facet = given.text('facet');
  const histogram = given.text('histogram');
  if (given.flag('count')) printCount(found.matches.count, given.flag('json'));
  else if (facet !== null) printFacet(search, found, facet, given.whole('limit', 1));
  else if (histogram !== null) printHistogram(search, found, histogram);
  else printRows(given, search, found);
}

function printCount(count: number, json: boolean): void {
  if (json) printJson({ count });
  else print(String(count));
}

interface FoundEvent {
  readonly file: PublishedFile;
  readonly event: number;
  readonly columns: SegmentColumns;
  readonly at: number;
}

function* eventsOf(
  search: CaseSearch,
  found: Found,
  limit = Number.POSITIVE_INFINITY,
): Generator<FoundEvent> {
  for (let row = 0; row < Math.min(found.matches.count, limit); row++) {
    const match = found.matches.at(row);
    const file = match === null ? undefined : found.files[match.file];
    if (match === null || file === undefined) continue;
    yield { file, event: match.event, ...search.files.place(file, match.event) };
  }
}

const textsOf = (value: FieldValue): readonly (string | null)[] =>
  typeof value === 'string' || value === null ? [value] : value;

function printRows(given: Arguments, search: CaseSearch, found: Found): void {
  const limit = given.whole('limit', 0) ?? Number.POSITIVE_INFINITY;
  const printRow = rowPrinter(rowFormat(given), COLUMNS);
  for (const { file, event, columns, at } of eventsOf(search, found, limit)) {
    // Evidence chooses the names: entries, so that `__proto__` stays a name like any other.
    const fields = Object.fromEntries(
      columns.fields(at).map(({ name, value }) => [name, textsOf(value)]),
    );
    const place = placeOf(search.files, file, event);
    const provider = firstTextOf(columns.value(at, 'Provider_Name'));
    printRow({ ...placeLine({ ...place, file: file.path }), provider, fields });
  }
}

/** Every value of a field with how many matching events have it, most frequent first. */
function printFacet(search: CaseSearch, found: Found, field: string, limit: number | null): void {
  const counts = new Map<string | null, number>();
  const wanted = field.toLowerCase();
  for (const { columns, at } of eventsOf(search, found)) {
    const values = columns.fields(at).filter(({ name }) => name.toLowerCase() === wanted);
    const texts = new Set(values.flatMap(({ value }) => textsOf(value)));
    for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  const ordered = [...counts].toSorted(
    (a, b) => b[1] - a[1] || String(a[0]).localeCompare(String(b[0]), 'en'),
  );
  for (const [value, count] of ordered.slice(0, limit ?? undefined)) printJson({ value, count });
}

const UNIT_SECONDS: Readonly<Record<string, bigint>> = { s: 1n, m: 60n, h: 3_600n, d: 86_400n };
const TICKS_PER_SECOND = 10_000_000n;

/** Events per interval from its start; intervals without any are left out. */
function printHistogram(search: CaseSearch, found: Found, interval: string): void {
  const [, number = '', unit = ''] = /^(\d+)([smhd])$/.exec(interval) ?? [];
  const ticks = BigInt(number || 0) * (UNIT_SECONDS[unit] ?? 0n) * TICKS_PER_SECOND;
  if (ticks === 0n)
    throw new WrongUse(`--histogram takes an interval such as 10m, 1h or 1d, not ${interval}`);
  const counts = new Map<string, number>();
  for (const { columns, at } of eventsOf(search, found)) {
    const { time } = columns.fixed(at);
    const start = time === null ? null : fileTime(time - (time % ticks));
    const text = start === null ? 'null' : formatFileTime(start);
    // A time past the year 9999 has no such spelling, here as in the lines of events.
    const key = text.startsWith('ticks:') ? 'null' : text;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  for (const [time, count] of [...counts].toSorted((a, b) => (a[0] < b[0] ? -1 : 1)))
    printJson({ time: time === 'null' ? null : time, count });
}
