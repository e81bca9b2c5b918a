/** Files that are taken for what the case tells of them, until somebody looks. */
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EventSearch } from '@shared/contract/event-search';
import type { FileTime } from '@shared/model/file-time';
import { formatFileTime } from '@shared/model/time-text';
import { fileId, generation } from '@shared/model/ids';
import { shardPath } from '@electron/store/case-paths';
import { CaseSearch } from '@electron/store/search/case-search';
import type { OtherShares } from '@electron/store/search/shares';
import { openWriter } from '@electron/store/sqlite';
import { closing, type GivenEvent, searchOver } from '../../../fixtures/case-of-events';

const everything = { query: '', from: null, to: null, files: null, sort: 'asc' } as const;
const counted = { search: everything, start: 0, end: 0, columns: [] };
const page = { ...counted, end: 50 };

const at = (ticks: bigint | null): GivenEvent => ({
  time: ticks as FileTime | null,
  fields: [['Name', 'a']],
});

const shardOf = (caseDir: string, file: number): string =>
  shardPath(caseDir, fileId(file), generation(1));

const TIMES = [null, 1n, 2n, 3n, 900_000_000n, 900_000_001n, 0xffff_ffff_ffff_fff0n] as const;
const log = fc.array(fc.constantFrom(...TIMES).map(at), { minLength: 1, maxLength: 12 });
const iso = fc
  .constantFrom(null, 2n, 900_000_000n)
  .map((ticks) => (ticks === null ? null : formatFileTime(ticks as FileTime)));

test('what is told of files is what a look at all of them says', () => {
  const asked = fc.record({ from: iso, to: iso, sort: fc.constantFrom('asc', 'desc') });
  fc.assert(
    fc.property(
      fc.array(log, { minLength: 1, maxLength: 4 }),
      asked,
      (logs, { from, to, sort }) => {
        const files = Object.fromEntries(logs.map((events, number) => [`${number}.evtx`, events]));
        const { search, caseDir } = searchOver(files);
        const looking = new CaseSearch(caseDir);
        closing.push(() => looking.close());
        looking.answerShare(
          {
            type: 'runs',
            inOrder: true,
            search: everything,
            seen: '',
            looksAtAll: true,
            keptBytes: null,
          },
          () => undefined,
        );
        const answers = (one: CaseSearch): unknown => {
          const wanted = { ...everything, from, to, sort } as EventSearch;
          const rows = one.eventRows({ search: wanted, start: 3, end: 20, columns: ['Name'] });
          return [
            ...[one.eventRows({ ...counted, search: wanted }), rows],
            one.histogram({ search: wanted, most: 5 }),
            one.rowAt({ search: wanted, time: formatFileTime(3n as FileTime) }),
            one.values({ search: wanted, field: 'Name', holding: '', start: 0, end: 9 }),
            [...one.intervals(wanted, 2n)],
            one.keys(wanted, 0, 9),
          ];
        };
        expect(answers(search)).toEqual(answers(looking));
        for (const close of closing.splice(0)) close();
      },
    ),
    { numRuns: 60 },
  );
});

/** Days behind each other, of more events than are put in order together. */
const EVENTS_OF_A_DAY = 1_100;
const day = (number: number): GivenEvent[] =>
  Array.from({ length: EVENTS_OF_A_DAY }, (_, event) => at(BigInt(number * 10_000 + event)));

test('everything is counted without a look, and a page looks only at files that have events on it', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  const files = Object.fromEntries(names.map((name, number) => [`${name}.evtx`, day(number)]));
  const { search, caseDir } = searchOver(files);
  for (const damaged of [1, 2, 6]) fs.truncateSync(shardOf(caseDir, damaged), 100);
  const whole = { total: 6 * EVENTS_OF_A_DAY, problems: [] };
  expect(search.eventRows(counted)).toMatchObject(whole);
  const start = 3 * EVENTS_OF_A_DAY + 100;
  const answer = search.eventRows({ ...page, start, end: start + 100 });
  expect(answer).toMatchObject(whole);
  expect(new Set(answer.rows.map(({ fileName }) => fileName))).toEqual(new Set(['d.evtx']));
  const met = search.eventRows({ ...page, start: 0, end: 100 });
  expect([met.total, met.problems.length]).toEqual([3 * EVENTS_OF_A_DAY, 3]);
  expect(new Set(met.rows.map(({ fileName }) => fileName))).toEqual(new Set(['c.evtx']));
});

test('a damaged shard is told where it is met, and its events are counted no longer', () => {
  const { search, caseDir } = searchOver({
    'a.evtx': [at(1n), at(3n)],
    'b.evtx': [at(2n), at(4n), at(5n)],
  });
  fs.truncateSync(shardOf(caseDir, 2), 100);
  expect(search.eventRows(counted)).toMatchObject({ total: 5, problems: [] });
  const told = [expect.stringContaining('b.evtx')];
  expect(search.eventRows(page)).toMatchObject({ total: 2, problems: told });
  expect(search.eventRows(counted)).toMatchObject({ total: 2, problems: told });
  expect(search.histogram({ search: everything, most: 9 }).events.reduce((a, b) => a + b)).toBe(2);
});

const DAY = 864_000_000_000n;

test('a histogram looks at every file, also at those that lie within a bar', () => {
  const files = {
    'a.evtx': [at(DAY), at(DAY + 1n)],
    'b.evtx': [at(9n * DAY), at(9n * DAY + 1n), at(9n * DAY + 2n)],
    'c.evtx': [at(20n * DAY), at(20n * DAY + 1n)],
  };
  const [bars, days] = [searchOver(files), searchOver(files)];
  for (const { caseDir } of [bars, days]) fs.truncateSync(shardOf(caseDir, 2), 100);
  const { events } = bars.search.histogram({ search: everything, most: 60 });
  expect(events.filter((count) => count > 0)).toEqual([2, 2]);
  expect([...days.search.intervals(everything, DAY)].map((one) => one.events)).toEqual([2, 2]);
});

test.each([
  ["time_base = '14000'", 'other times'],
  ['first_event = 1', 'another first event'],
])('a shard whose segment has %s is not what was told of it', (change) => {
  const { search, caseDir } = searchOver({
    'a.evtx': [at(1n), at(30n)],
    'b.evtx': [at(2n), at(3n)],
  });
  const shard = openWriter(shardOf(caseDir, 2));
  shard.exec(`UPDATE segment SET ${change}`);
  shard.close();
  const looking = new CaseSearch(caseDir);
  closing.push(() => looking.close());
  const question = { search: everything, seen: '', looksAtAll: true, keptBytes: null } as const;
  looking.answerShare({ ...question, type: 'runs', inOrder: true }, () => undefined);
  const answers = (one: CaseSearch): unknown => [
    ...[one.histogram({ search: everything, most: 5 }), one.eventRows(page)],
    [...one.find(everything).events()].map(({ place }) => place),
  ];
  expect(answers(search)).toEqual(answers(looking));
});

test('a folder of events that is gone is told file by file', () => {
  const { search, caseDir } = searchOver({ 'a.evtx': [at(1n)], 'b.evtx': [at(2n)] });
  fs.renameSync(path.join(caseDir, 'events'), path.join(caseDir, 'elsewhere'));
  const { total, problems } = search.eventRows(page);
  expect([total, problems.length]).toEqual([0, 2]);
});

test('parts of what is told are of its own question, and empty files need no threads', () => {
  const { search, caseDir } = searchOver({
    'a.evtx': [at(1n), at(2n)],
    'b.evtx': [],
    'c.evtx': [at(3n)],
  });
  const asked: string[] = [];
  const stale = search.answerShare(
    {
      type: 'runs',
      search: everything,
      seen: '',
      looksAtAll: false,
      keptBytes: null,
      inOrder: true,
    },
    () => undefined,
  );
  const others: OtherShares = {
    ...{ count: 1, answers: () => [null], parts: () => [stale] },
    ask: ({ type }) => void asked.push(type),
  };
  let hours = 0;
  const hasty = new CaseSearch(caseDir, { now: () => 3_600_000 * 2 ** ++hours, others });
  closing.push(() => hasty.close());
  const parts: number[] = [];
  const { total } = hasty.eventRows(page, ({ found }) => parts.push(found));
  expect([total, asked, Math.max(...parts)]).toEqual([3, ['enter'], 2]);
});

test('damage is told before the first event of an export, and by values', () => {
  const files = { 'a.evtx': [at(1n)], 'b.evtx': [at(2n)] };
  const [exported, valued] = [searchOver(files), searchOver(files)];
  for (const { caseDir } of [exported, valued]) fs.truncateSync(shardOf(caseDir, 2), 100);
  const { count, problems, events } = exported.search.find(everything);
  expect([count, problems.length, [...events()].length]).toEqual([1, 1, 1]);
  const asked = { search: everything, field: 'Name', holding: '', start: 0, end: 9 };
  const values = valued.search.values(asked);
  expect(values).toMatchObject({ events: 1, having: 1, problems: [expect.any(String)] });
});

test('a shard that is gone is told at once; one that is another than was told is damaged', () => {
  const files = { 'a.evtx': [at(1n)], 'b.evtx': [at(2n), at(3n)] };
  const [gone, other] = [searchOver(files), searchOver(files)];
  fs.rmSync(shardOf(gone.caseDir, 2));
  expect(gone.search.eventRows(counted)).toMatchObject({
    total: 1,
    problems: [expect.stringContaining('b.evtx')],
  });
  const shard = openWriter(shardOf(other.caseDir, 2));
  shard.exec('UPDATE segment SET has_time = (SELECT recovered FROM segment)');
  shard.close();
  expect(other.search.eventRows(counted)).toMatchObject({ total: 3, problems: [] });
  expect(other.search.eventRows(page).rows.map(({ time }) => time)).toEqual([
    formatFileTime(1n as FileTime),
    null,
    null,
  ]);
});
