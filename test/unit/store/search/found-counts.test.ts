/** Histograms and value counts against plain counting over the documents. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type FieldValue, RECOVERIES } from '@shared/model/event';
import type { FileTime } from '@shared/model/file-time';
import { foldCase } from '@shared/model/fold-case';
import { parseIsoTime } from '@shared/model/time-text';
import { intervals } from '@electron/store/search/histogram';
import { widthFor } from '@electron/store/search/histogram-width';
import { MatchedRun } from '@electron/store/search/matched-run';
import { MatchList } from '@electron/store/search/matches';
import { fieldFilter, narrowedBy } from '../../../../renderer/lib/query-text';
import { segmentOfTimes } from '../../../fixtures/segment-of-times';
import { closing, type GivenEvent, searchOver } from '../../../fixtures/case-of-events';

const everything = { query: '', from: null, to: null, sort: 'asc', files: null } as const;
const time = fc
  .bigInt({ min: 0n, max: 0xffff_ffff_ffff_ffffn })
  .map((ticks): FileTime => ticks as FileTime);
const near = fc.bigInt({ min: 0n, max: 40n }).map((ticks): FileTime => ticks as FileTime);

test('intervals hold every event with a time once, whatever the width and the order', () => {
  const times = fc.array(fc.option(fc.oneof(time, near)), { maxLength: 60 });
  const width = fc.oneof(fc.bigInt({ min: 1n, max: 20n }), fc.constant(36_000_000_000n));
  const order = fc.constantFrom('asc' as const, 'desc' as const);
  fc.assert(
    fc.property(times, width, order, (given, ticks, sort) => {
      const matches = new MatchList(sort);
      const segment = segmentOfTimes(0, given);
      matches.put(MatchedRun.in(0, segment, null, () => segment));
      const expected = new Map<bigint, number>();
      for (const one of given) {
        if (one === null) continue;
        const start = one - (one % ticks);
        expected.set(start, (expected.get(start) ?? 0) + 1);
      }
      const found = [...intervals(matches.runs, ticks)].map(({ start, events }) => [start, events]);
      expect(found).toEqual([...expected].toSorted(([a], [b]) => (a < b ? -1 : 1)));
      given.forEach((one, at) => expect(matches.timeOf(0, at)).toBe(one));
      expect(matches.timeOf(0, given.length)).toBeUndefined();
    }),
    { numRuns: 500 },
  );
});

test('a width makes no more intervals than asked for, down to 100 ns', () => {
  fc.assert(
    fc.property(time, time, fc.integer({ min: 10, max: 500 }), (a, b, most) => {
      const [first, last] = a < b ? [a, b] : [b, a];
      const width = widthFor(first, last, most);
      expect(last / width - first / width).toBeLessThan(BigInt(most));
    }),
  );
  expect(widthFor(5n, 6n, 100)).toBe(1n);
});

const at = (text: string): FileTime => parseIsoTime(text) ?? (0n as FileTime);
const DAY = 864_000_000_000n;
const on = (text: string | null, fields: GivenEvent['fields'] = []): GivenEvent => ({
  time: text === null ? null : at(text),
  fields,
});

test('a histogram has an edge more than intervals, empty ones in between, and counts what has no time', () => {
  const { search } = searchOver({
    'a.evtx': [on('2026-01-01T10:15:00Z'), on('2026-01-01T13:59:59.9999999Z'), on(null)],
    'b.evtx': [on('2026-01-01T10:00:00Z')],
  });
  const found = search.histogram({ search: everything, most: 10 });
  expect(found).toMatchObject({ events: [2, 0, 0, 0, 0, 0, 0, 1], untimed: 1 });
  expect(found.edges.map((edge) => edge.slice(11, 16))).toEqual([
    ...['10:00', '10:30', '11:00', '11:30', '12:00', '12:30', '13:00', '13:30', '14:00'],
  ]);
  expect(search.histogram({ search: { ...everything, query: 'nothing' }, most: 10 })).toEqual({
    ...{ edges: [], events: [], levels: [], untimed: 0, earlier: 0, later: 0 },
  });
  expect(search.rowAt({ search: everything, time: '2026-01-01T10:15:00Z' })).toEqual({ row: 1 });
  const newest = { ...everything, sort: 'desc' } as const;
  expect(search.rowAt({ search: newest, time: '2026-01-01T10:15:00Z' })).toEqual({ row: 1 });
  expect(search.rowAt({ search: newest, time: '2026-01-01T10:14:59Z' })).toEqual({ row: 2 });
});

test('a few clocks that were wrong press nothing into one bar', () => {
  const day = Array.from({ length: 200 }, (_, at) =>
    on(`2026-03-09T${String(8 + (at % 10)).padStart(2, '0')}:00:00Z`),
  );
  const off = [on('1601-01-01T00:00:00Z'), on('2013-05-01T00:00:00Z'), on('9999-12-31T23:59:59Z')];
  const { search } = searchOver({ 'a.evtx': [...day, ...off], 'b.evtx': [on(null)] });
  const found = search.histogram({ search: everything, most: 160 });
  expect(found).toMatchObject({ untimed: 1, earlier: 2, later: 1 });
  expect([found.edges[0], found.edges.at(-1)?.slice(0, 13)]).toEqual([
    '2026-03-09T08:00:00.0000000Z',
    '2026-03-09T17',
  ]);
  expect(found.events.reduce((sum, one) => sum + one, 0)).toBe(200);
  const far = { ...everything, from: found.edges.at(-1) ?? null };
  const last = search.histogram({ search: far, most: 160 });
  expect(last.edges.at(-1)).toMatch(/^9999-12-31T23:59:59/);
  expect(last).toMatchObject({ events: [1], earlier: 0, later: 0 });
  expect(search.find(far).count).toBe(1);
  // Of a few events none is far from the others.
  const few = { ...everything, query: 'Nr:x' };
  expect(search.histogram({ search: few, most: 160 })).toMatchObject({ earlier: 0, later: 0 });
});

test.each([
  '1601',
  '1899',
  '1970',
  '1980',
  '1990',
  '2000',
  '2010',
  '2020',
  '2038',
  '2099',
  '2200',
  '9999',
])('a clock that is set to the year %s presses no week into one bar', (year) => {
  const week = Array.from({ length: 300 }, (_, at) =>
    on(
      `2026-03-${String(6 + (at % 7)).padStart(2, '0')}T${String(at % 24).padStart(2, '0')}:00:00Z`,
    ),
  );
  const { search } = searchOver({ 'a.evtx': [...week, on(`${year}-01-01T00:00:00Z`)] });
  const found = search.histogram({ search: everything, most: 120 });
  expect(found.earlier + found.later).toBe(1);
  expect(found.events.filter((count) => count > 0).length).toBeGreaterThan(50);
});

test('an event of 1970 does not flatten a year of others', () => {
  const year = Array.from({ length: 300 }, (_, day) => {
    const month = String(1 + (day % 12)).padStart(2, '0');
    return on(`2025-${month}-${String(1 + (day % 25)).padStart(2, '0')}T06:00:00Z`);
  });
  const { search } = searchOver({ 'a.evtx': [...year, on('1970-01-01T00:00:00Z')] });
  const found = search.histogram({ search: everything, most: 120 });
  expect(found.earlier).toBe(1);
  expect(Number(found.edges[0]?.slice(0, 4))).toBeGreaterThan(2020);
});

/** A hundred events a year for nine years, and three hundred in the last. */
const twelveYears = Array.from({ length: 1_200 }, (_, nth) => {
  const year = nth < 900 ? 2013 + Math.floor(nth / 100) : 2025;
  const month = String(1 + (nth % 12)).padStart(2, '0');
  return on(`${year}-${month}-${String(1 + (nth % 25)).padStart(2, '0')}T06:00:00Z`);
});

test.each([
  [['1601-01-01', '1601-02-01', '1602-05-01'], 3, 0],
  [['1601-01-01', '1601-01-01', '2436-01-01'], 2, 1],
  [['1601-01-01', '1700-01-01', '1805-01-01'], 3, 0],
  [['1601-01-01', '9999-01-01', '2300-06-01'], 1, 2],
  // Others have a good part of the bars beside this one.
  [['1990-01-01'], 0, 0],
])('twelve years are seen as such beside events of %j', (far, earlier, later) => {
  const { search } = searchOver({ 'a.evtx': [...twelveYears, ...far.map((time) => on(time))] });
  const found = search.histogram({ search: everything, most: 160 });
  expect(found).toMatchObject({ earlier, later });
  if (earlier + later > 0) expect(found.edges[0]).toMatch(/^201[23]/);
  expect(found.events.filter((count) => count > 0).length).toBeGreaterThan(25);
});

test('a long, thin beginning without gaps is no outlier, whatever stands far before it', () => {
  const days = (first: string, count: number, each: number): GivenEvent[] =>
    Array.from({ length: count }, (_, nth) => ({
      ...{ time: (at(first) + BigInt(Math.floor(nth / each)) * DAY) as FileTime, fields: [] },
    }));
  const log = [...days('2023-01-01', 730, 1), ...days('2025-01-01', 50_000, 2_000)];
  const { search } = searchOver({ 'a.evtx': [...log, on('1601-01-01')] });
  const found = search.histogram({ search: everything, most: 160 });
  expect(found).toMatchObject({ earlier: 1, later: 0 });
});

test('bars, and what stands far before and behind them, are all events once, and what their links open', () => {
  const HOUR = 3_600_000_000_0n;
  const near = fc.bigInt({ min: 0n, max: 24n * 60n });
  const far = fc.constantFrom(0n, 1n, 30n, 400n, 4_000n, 24_000n).map((days) => days * 24n);
  const hours = fc.array(fc.tuple(near, fc.oneof({ weight: 100, arbitrary: fc.constant(0n) }, { weight: 1, arbitrary: far })), { minLength: 60, maxLength: 200 }); // prettier-ignore
  const left = { any: 0 };
  fc.assert(
    fc.property(hours, fc.constantFrom(1n, -1n), (all, sign) => {
      const middle = at('2026-03-06T00:00:00Z');
      const events = all.map(([hour, days]): GivenEvent => ({
        ...{ time: (middle + (hour + sign * days) * HOUR) as FileTime, fields: [] },
      }));
      const { search } = searchOver({ 'a.evtx': events });
      const found = search.histogram({ search: everything, most: 120 });
      const bars = found.events.reduce((sum, one) => sum + one, 0);
      expect(bars + found.earlier + found.later).toBe(events.length);
      const [first = null, last = null] = [found.edges[0], found.edges.at(-1)];
      expect(search.find({ ...everything, to: first }).count).toBe(found.earlier);
      expect(search.find({ ...everything, from: last }).count).toBe(found.later);
      if (found.earlier + found.later > 0) left.any++;
    }),
    { numRuns: 60 },
  );
  expect(left.any).toBeGreaterThan(5);
});

const FIELDS = ['User', 'SubjectUserName', 'targetusername', 'Image', 'IpAddress', 'SourceIp'];
const texts = [
  ...[
    'a',
    'b',
    '',
    'B',
    'A',
    '__proto__',
    'CORP\\a',
    'corp\\A',
    'a@x',
    '10.0.0.5',
    '::ffff:10.0.0.5',
  ],
  ...['fe80::1', 'FE80:0::1', 'ΣΑΣ', 'σας', 'İ', '0x10', '16'],
] as const;
const value: fc.Arbitrary<FieldValue> = fc.oneof(
  fc.constantFrom(...texts),
  fc.constant(null),
  fc.array(fc.constantFrom(...texts, null), { minLength: 1, maxLength: 3 }),
);
const event: fc.Arbitrary<GivenEvent> = fc.record({
  time: fc.constant(null),
  fields: fc.uniqueArray(fc.tuple(fc.constantFrom(...FIELDS), value), {
    selector: ([name]) => name,
    maxLength: 4,
  }),
});

test('values are counted by what the filter of each finds', () => {
  const asked = fc.constantFrom('user', 'Image', 'image', 'TargetUserName', 'ip', 'None');
  const meant = (field: string): readonly string[] =>
    ({ user: ['user', 'subjectusername', 'targetusername'], ip: ['ipaddress', 'sourceip'] })[
      field
    ] ?? [field.toLowerCase()];
  const logs = fc.array(fc.array(event, { minLength: 1, maxLength: 12 }), {
    minLength: 1,
    maxLength: 3,
  });
  fc.assert(
    fc.property(logs, asked, fc.constantFrom('', 'Image:*', 'a'), (given, field, query) => {
      const { search } = searchOver(
        Object.fromEntries(given.map((events, file) => [`${file}.evtx`, events])),
      );
      const ask = (of: string) =>
        search.values({
          ...{ search: { ...everything, query: of }, field, holding: '', start: 0, end: 100 },
        });
      // What is known of values from counting others changes nothing.
      const isKnown = given.length % 2 === 0;
      if (isKnown) ask('-a');
      const { rows, having, events } = ask(query);
      const found = given.flat().filter(({ fields }) => {
        if (query === '') return true;
        if (query === 'Image:*') return fields.some(([name]) => name === 'Image');
        return fields.some(([, one]) =>
          [one].flat().some((text) => text?.toLowerCase().includes('a')),
        );
      });
      const values = found.map(({ fields }) => {
        const own = fields.filter(([name]) => meant(field).includes(name.toLowerCase()));
        return new Set(own.flatMap(([, one]) => [one].flat()));
      });
      const filtered = rows.map((row) => ({
        ...row,
        count:
          row.value === null
            ? values.filter((own) => own.has(null)).length
            : search.find({
                ...everything,
                query: narrowedBy(query, [fieldFilter(field, row.value)]),
              }).count,
      }));
      expect(rows).toEqual(filtered);
      const shown = rows.map(({ value: one }) => one);
      const once = new Set(shown.map((one) => one && foldCase(one)));
      expect(once.size).toBe(shown.length);
      for (const text of new Set(values.flatMap((own) => [...own])))
        if (field !== 'ip') expect(once).toContain(text && foldCase(text));
      expect(having).toBe(values.filter(({ size }) => size > 0).length);
      expect(events).toBe(found.length);
      search.close();
      closing.length = 0;
    }),
    { numRuns: 60 },
  );
});

test('a value stands in its most frequent spelling, and tells how many there are', () => {
  const names = ['cmd.exe', 'CMD.EXE', 'Cmd.exe', 'CMD.EXE', 'x'];
  const { search } = searchOver({
    'a.evtx': names.map((name) => on(null, [['Name', name]])),
    'b.evtx': [
      on(null, [
        ['Image', 'C:\\A\\cmd.exe'],
        ['NewProcessName', 'D:\\CMD.exe'],
      ]),
    ],
  });
  const page = { search: everything, holding: '', start: 0, end: 9 };
  expect(search.values({ ...page, field: 'name' }).rows).toEqual([
    { value: 'CMD.EXE', count: 4, spellings: 3 },
    { value: 'x', count: 1, spellings: 1 },
  ]);
  expect(search.values({ ...page, field: 'process' }).rows).toEqual([
    { value: 'C:\\A\\cmd.exe', count: 1, spellings: 1 },
    { value: 'CMD.exe', count: 1, spellings: 2 },
    { value: 'D:\\CMD.exe', count: 1, spellings: 1 },
  ]);
});

test('values are ordered by count, narrowed by a text, and paged', () => {
  const names = ['b', 'a', 'B1', 'b', 'c', 'a', 'b'];
  const { search } = searchOver({ 'a.evtx': names.map((name) => on(null, [['Name', name]])) });
  const asked = { search: everything, field: 'Name', holding: '', start: 0, end: 2 };
  expect(search.values(asked)).toMatchObject({
    ...{ total: 4, events: 7, having: 7, problems: [] },
    rows: [
      { value: 'b', count: 3, spellings: 1 },
      { value: 'a', count: 2, spellings: 1 },
    ],
  });
  expect(search.values({ ...asked, holding: 'b' }).rows).toEqual([
    { value: 'b', count: 3, spellings: 1 },
    { value: 'B1', count: 1, spellings: 1 },
  ]);
  expect(search.values({ ...asked, field: 'file' }).rows).toEqual([
    { value: 'a.evtx', count: 7, spellings: 1 },
  ]);
  expect(search.fields()).toEqual([{ name: 'Name', files: 1 }]);
});

test('values of what was recovered are what the query finds', () => {
  const graded = fc.array(fc.constantFrom(...RECOVERIES, 'live' as const), {
    minLength: 1,
    maxLength: 9,
  });
  fc.assert(
    fc.property(fc.array(graded, { minLength: 1, maxLength: 3 }), (given) => {
      const files = given.map((grades, file) => [
        `${file}.evtx`,
        grades.map((recovery, at): GivenEvent => ({
          ...{ time: null, recovery },
          fields: [['At', String(at)]],
        })),
      ]);
      const { search } = searchOver(Object.fromEntries(files));
      for (const query of ['', 'At:>=3']) {
        const asked = { ...everything, query };
        const page = { field: 'recovered', holding: '', start: 0, end: 100 };
        const { rows, having, events } = search.values({ search: asked, ...page });
        expect(having).toBe(events);
        for (const text of ['false', 'true', ...RECOVERIES]) {
          const found = search.events({ ...asked, query: `${query} recovered:"${text}"` });
          const { count = 0 } = rows.find(({ value: one }) => one === text) ?? {};
          expect([text, count]).toEqual([text, found.matches.count]);
        }
      }
    }),
    { numRuns: 25 },
  );
});
