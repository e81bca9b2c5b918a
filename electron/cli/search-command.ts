/** `casescope search`: the query language over a case. */
import path from 'node:path';
import { type EventFields, type FieldValue, textOf } from '@shared/model/event';
import { fileTime } from '@shared/model/file-time';
import { formatFileTime } from '@shared/model/time-text';
import type { FoundEvents } from '@electron/store/event-store';
import { eventStoreOf } from '@electron/store/event-store-of';
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
  const search = eventStoreOf(path.resolve(given.required('case'))).search();
  try {
    const found = search.find({
      query: given.paths.join(' '),
      from: given.text('from'),
      to: given.text('to'),
      sort: given.oneOf('sort', ['asc', 'desc'] as const) ?? 'asc',
      files: null,
    });
    for (const problem of found.problems) note(problem);
    answer(given, found);
    return found.problems.length > 0 ? 1 : 0;
  } finally {
    search.close();
  }
}

function answer(given: Arguments, found: FoundEvents): void {
  const facet = given.text('facet');
  const histogram = given.text('histogram');
  if (given.flag('count')) printCount(found.count, given.flag('json'));
  else if (facet !== null) printFacet(found, facet, given.whole('limit', 1));
  else if (histogram !== null) printHistogram(found, histogram);
  else printRows(given, found);
}

function printCount(count: number, json: boolean): void {
  if (json) printJson({ count });
  else print(String(count));
}

const textsOf = (value: FieldValue): readonly (string | null)[] =>
  typeof value === 'string' || value === null ? [value] : value;

function printRows(given: Arguments, found: FoundEvents): void {
  const limit = given.whole('limit', 0) ?? Number.POSITIVE_INFINITY;
  const printRow = rowPrinter(rowFormat(given), COLUMNS);
  for (const { path: file, place, fields } of found.events(limit)) {
    const provider = textOf(fields, 'Provider_Name');
    printRow({ ...placeLine({ ...place, file }), provider, fields: fieldTexts(fields) });
  }
}

/** Evidence chooses the names: entries, so that `__proto__` stays a name like any other. */
const fieldTexts = ({ names, values }: EventFields): Readonly<Record<string, unknown>> =>
  Object.fromEntries(names.map((name, at) => [name, textsOf(values[at] ?? null)]));

/** Every value of a field with how many matching events have it, most frequent first. */
function printFacet(found: FoundEvents, field: string, limit: number | null): void {
  const counts = new Map<string | null, number>();
  const wanted = field.toLowerCase();
  for (const { fields } of found.events()) {
    const { names, values } = fields;
    const texts = new Set(
      values.flatMap((value, at) => (names[at]?.toLowerCase() === wanted ? textsOf(value) : [])),
    );
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
function printHistogram(found: FoundEvents, interval: string): void {
  const [, number = '', unit = ''] = /^(\d+)([smhd])$/.exec(interval) ?? [];
  const ticks = BigInt(number || 0) * (UNIT_SECONDS[unit] ?? 0n) * TICKS_PER_SECOND;
  if (ticks === 0n)
    throw new WrongUse(`--histogram takes an interval such as 10m, 1h or 1d, not ${interval}`);
  const counts = new Map<string, number>();
  for (const { time } of found.events()) {
    const start = time === null ? null : fileTime(time - (time % ticks));
    const text = start === null ? 'null' : formatFileTime(start);
    // A time past the year 9999 has no such spelling, here as in the lines of events.
    const key = text.startsWith('ticks:') ? 'null' : text;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  for (const [time, count] of [...counts].toSorted((a, b) => (a[0] < b[0] ? -1 : 1)))
    printJson({ time: time === 'null' ? null : time, count });
}
