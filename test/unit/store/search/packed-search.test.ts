/** A case gives the same answers whether its files are packed or not, and those of a plain scan. */
import fs from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type FieldValue, RECOVERIES } from '@shared/model/event';
import type { FileTime } from '@shared/model/file-time';
import { fileId, generation, indicatorId, runId } from '@shared/model/ids';
import { type Level, LEVELS } from '@shared/model/level';
import { parseIsoTime } from '@shared/model/time-text';
import { Tuner } from '@shared/sigma/tuning';
import { printQuery } from '@shared/query/printer';
import type { Query } from '@shared/query/ast';
import { CaseDatabase } from '@electron/store/case/case-database';
import type { CountedFile } from '@electron/store/case/pack-table';
import { detectionsPath, hitsPath, packPath, shardPath } from '@electron/store/case-paths';
import { CaseSearch } from '@electron/store/search/case-search';
import { ShardWriter } from '@electron/store/shard/shard-writer';
import { DetectionsWriter } from '@electron/store/sidecar/detections';
import { HitsWriter } from '@electron/store/sidecar/hits';
import { closing, type GivenEvent, recordOf, searchOver } from '../../../fixtures/case-of-events';
import { makeOlderPack } from '../../../fixtures/older-pack';
import { packFiles } from '../../../fixtures/packed-case';
import { matchesQuery } from '../../../oracle/naive-query';
import { FIELD_NAMES, randomQuery, WORDS } from '../../query/random-queries';

const everything = { from: null, to: null, sort: 'asc', files: null } as const;
const at = (text: string): FileTime => parseIsoTime(text) ?? (0n as FileTime);
const value: fc.Arbitrary<FieldValue> = fc.oneof(
  fc.constantFrom(...WORDS),
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.constant(null),
  fc.array(fc.oneof(fc.constantFrom(...WORDS), fc.constant(null)), { minLength: 1, maxLength: 3 }),
);
const event: fc.Arbitrary<GivenEvent> = fc.record({
  // Few times, so that many are the same.
  time: fc.constantFrom(
    null,
    at('2025-12-31T23:00:00Z'),
    at('2026-01-01T00:00:00Z'),
    at('2026-01-03T12:00:00.0000001Z'),
  ),
  fields: fc.uniqueArray(fc.tuple(fc.constantFrom(...FIELD_NAMES), value), {
    selector: ([name]) => name,
    maxLength: 5,
  }),
  recovery: fc.constantFrom(...RECOVERIES),
});

interface Log {
  readonly events: readonly GivenEvent[];
  /** Events with a detection, a hit, a tag. */
  readonly detected: readonly { readonly event: number; readonly level: Level }[];
  readonly hit: readonly number[];
  readonly tagged: readonly number[];
}

const log: fc.Arbitrary<Log> = fc.array(event, { maxLength: 9 }).chain((events) => {
  const some = (mostly: number): fc.Arbitrary<number[]> =>
    events.length === 0
      ? fc.constant([])
      : fc.uniqueArray(fc.nat(events.length - 1), { maxLength: mostly });
  return fc.record({
    events: fc.constant(events),
    detected: some(3).chain((numbers) =>
      fc.tuple(
        ...numbers
          .toSorted((a, b) => a - b)
          .map((one) => fc.record({ event: fc.constant(one), level: fc.constantFrom(...LEVELS) })),
      ),
    ),
    hit: some(2).map((numbers) => numbers.toSorted((a, b) => a - b)),
    tagged: some(2),
  });
});

/** Queries that ask the case beside the records, which the plain scan does not know. */
const TOLD_BY_CASE = [
  'level:>=medium',
  'rule:r-high OR a',
  '-level:*',
  'indicator:10.0.0.*',
  'tag:odd -mimikatz',
  '-tag:*',
];

/** Sidecars and marks as runs and the examiner leave them. */
function mark(caseDir: string, search: CaseSearch, logs: readonly Log[]): void {
  const database = CaseDatabase.openToWrite(caseDir, 'a test');
  database.markTable.putTag({ id: null, name: 'odd', colour: 'red' });
  logs.forEach((one, position) => {
    const place = [fileId(position + 1), generation(1), runId(2)] as const;
    writeDetections(detectionsPath(caseDir, ...place), one);
    writeHits(hitsPath(caseDir, ...place), one);
    const { published } = database.evidenceTable.file(place[0]);
    if (published === null) throw new Error('nothing is published');
    const runs = { detectionsRun: place[2], hitsRun: place[2] };
    // Files without any are left out of searches for them by these counts.
    const counts = {
      ...{ ...published.counts, detections: one.detected.length, hits: one.hit.length },
    };
    database.evidenceTable.publish(place[0], { ...published, ...runs, counts });
    const files = [position + 1];
    const keys = search
      .keys({ query: '', from: null, to: null, sort: 'asc', files }, 0, 100)
      .filter(({ offset }) => one.tagged.includes(offset / 100));
    if (keys.length > 0) database.markTable.tag([...keys], 1, true);
  });
  database.close();
}

function writeDetections(path: string, { detected }: Log): void {
  const writer = new DetectionsWriter(path, new Tuner([]));
  for (const { event: number, level } of detected) {
    const rule = {
      ...{ ruleId: `r-${level}`, ruleTitle: `rule ${level}`, level, status: 'test' },
      ...{ author: '', ruleHash: '', tags: [] },
    };
    writer.add(number, {
      ...{ rule, source: 'test', matches: [], time: null, correlated: null, silent: false },
      textsOf: () => [],
    });
  }
  writer.finish({});
}

function writeHits(path: string, { hit }: Log): void {
  const writer = new HitsWriter(path);
  const sought = { type: 'ip', mode: 'literal', matches: [] } as const;
  for (const number of hit)
    writer.add(number, { indicatorId: indicatorId(1), indicator: '10.0.0.5', ...sought });
  writer.finish({});
}

/** Everything a case answers to a search. */
function answers(search: CaseSearch, query: string, files: readonly number[] | null): unknown {
  const asked = {
    ...{ query, from: null, to: null, files: files === null ? null : [...files] },
  };
  return (['asc', 'desc'] as const).map((sort) => {
    const one = { ...asked, sort };
    const range = { start: 0, end: 1_000 };
    const { rows, problems } = search.eventRows({ search: one, ...range, columns: FIELD_NAMES });
    expect(problems).toEqual([]);
    const values = [
      'Image',
      'image',
      'user',
      'EventID',
      'file',
      'recovered',
      'level',
      'rule',
      'indicator',
      'tag',
    ];
    return {
      rows,
      details: rows.map(({ file, event: number }) => search.event(file, number)),
      fields: [...search.find(one).events()].map(({ path, time, place, fields }) => [
        ...[path, time, place, fields],
      ]),
      values: values.map((field) => search.values({ search: one, field, holding: '', ...range })),
      histogram: search.histogram({ search: one, most: 20 }),
      keys: search.keys(one, 0, 1_000),
      rowAt: search.rowAt({ search: one, time: '2026-01-01' }),
    };
  });
}

/** With the copies of an event left out. */
const first = (search: CaseSearch): unknown =>
  search.eventRows({
    search: { ...everything, query: '', withoutCopies: true },
    ...{ start: 0, end: 1_000, columns: [] },
  });

/** What is asked without a search. */
function lists(search: CaseSearch): unknown {
  const range = { files: null, filter: '', start: 0, end: 1_000 };
  const sort = { column: 'time', order: 'asc' } as const;
  return {
    detections: search.detections({ ...range, rule: null, levels: null, suppressed: false, sort }),
    hits: search.hits({ ...range, sort, group: null }),
    byIndicator: search.hitsByIndicator(),
    groups: search.hitGroups({ filter: '', by: 'day' }),
    fields: search.fields(),
    byRule: search.detectionsByRule().toSorted((a, b) => (a.key < b.key ? -1 : 1)),
  };
}

function forgetOutlines(caseDir: string, files: readonly number[]): void {
  const database = CaseDatabase.openToWrite(caseDir, 'a test');
  database.outlineTable.remove(files.map((file) => `${file}.1.events`));
  database.close();
}

const nameOf = (position: number): string => `${position}.evtx`;

/** `file event` of all that the definition of a query finds. */
function scanned(logs: readonly Log[], query: Query): string[] {
  const times = logs.flatMap(({ events }) => events.flatMap(({ time }) => time ?? []));
  const caseEnd = times.reduce<FileTime | null>((a, b) => (a === null || b > a ? b : a), null);
  return logs.flatMap(({ events }, position) =>
    events.flatMap(({ time, fields, recovery = 'live' }, number) => {
      const naive = {
        fileName: nameOf(position),
        time,
        recovery,
        caseEnd,
        fields: new Map(fields),
      };
      return matchesQuery(query, naive) ? [`${nameOf(position)} ${number}`] : [];
    }),
  );
}

const setUp = fc.record({
  logs: fc.array(log, { minLength: 1, maxLength: 7 }),
  queries: fc.array(randomQuery, { minLength: 1, maxLength: 5 }),
  /** Turned by so many, one file in so many left out: packs need not be in the order of files. */
  turn: fc.nat(6),
  leaveOut: fc.integer({ min: 2, max: 9 }),
  segmentEvents: fc.integer({ min: 1, max: 30 }),
  only: fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 3 }),
  /** Of the first pack. */
  version: fc.constantFrom(1, 2, 3),
});

test('packed = not packed = plain scan, in every answer', () => {
  fc.assert(
    fc.property(setUp, ({ logs, queries, turn, leaveOut, segmentEvents, only, version }) => {
      const names = Object.fromEntries(logs.map(({ events }, one) => [nameOf(one), events]));
      const { search, caseDir } = searchOver(names);
      mark(caseDir, search, logs);
      const texts = [...queries.map((query) => printQuery(query)), ...TOLD_BY_CASE];
      const ask = (searcher: CaseSearch): unknown => [
        // What was found for some files is no answer for all.
        ...texts.slice(0, 2).map((text) => answers(searcher, text, only)),
        ...texts.map((text) => [text, answers(searcher, text, null)]),
        answers(searcher, '', only),
        ...[lists(searcher), first(searcher)],
      ];
      const before = ask(search);
      queries.forEach((query, number) => {
        const { matches, files } = search.events({
          ...{ query: texts[number] ?? '', from: null, to: null, sort: 'asc', files: null },
        });
        const found = Array.from({ length: matches.count }, (_, row) => {
          const match = matches.at(row);
          return `${files[match?.file ?? 0]?.name} ${match?.event}`;
        });
        expect(found.toSorted()).toEqual(scanned(logs, query).toSorted());
      });
      const turned = (loose: readonly CountedFile[]): readonly CountedFile[] =>
        [...loose.slice(turn), ...loose.slice(0, turn)].filter((_, one) => one % leaveOut !== 1);
      const pack = packFiles(caseDir, { pick: turned, segmentEvents });
      if (version !== 3) makeOlderPack(packPath(caseDir, pack), version);
      packFiles(caseDir, { pick: (loose) => loose.slice(1), segmentEvents });
      // An outline may be missing in a case of an earlier version.
      forgetOutlines(caseDir, logs.length > 3 ? [2, 3] : []);
      const afterwards = new CaseSearch(caseDir);
      expect(ask(afterwards)).toEqual(before);
      // The one that was open goes on where the files lie now.
      expect(ask(search)).toEqual(before);
      for (const one of [afterwards, search]) one.close();
      closing.length = 0;
    }),
    { numRuns: 25 },
  );
});

test('a page of a result found before is read from the pack', () => {
  const given = (word: string): GivenEvent => ({ time: at('2026-01-01'), fields: [['A', word]] });
  const { search, caseDir } = searchOver({ a: [given('x')], b: [given('x'), given('y')] });
  const asked = {
    search: { query: 'x', from: null, to: null, sort: 'asc', files: null } as const,
    ...{ start: 0, end: 10, columns: ['A'] },
  };
  const before = search.eventRows(asked);
  search.release(fileId(1));
  search.release(fileId(2));
  packFiles(caseDir);
  expect(search.eventRows(asked)).toEqual(before);
  expect(before.total).toBe(2);
});

test('a file of a pack that is indexed anew is read from its own shard, the others from the pack', () => {
  const given = (word: string): GivenEvent => ({ time: at('2026-01-01'), fields: [['A', word]] });
  const { search, caseDir } = searchOver({ a: [given('x')], b: [given('x'), given('y')] });
  const pack = packFiles(caseDir);
  const writer = new ShardWriter(shardPath(caseDir, fileId(1), generation(2)), 'json');
  writer.add(recordOf(given('z'), 0));
  writer.finish();
  const database = CaseDatabase.openToWrite(caseDir, 'a test');
  const { published } = database.evidenceTable.file(fileId(1));
  expect(published?.pack).toBe(pack);
  if (published === null) throw new Error('nothing is published');
  const own = { ...published, generation: generation(2), pack: null };
  database.evidenceTable.publish(fileId(1), own);
  const found = (query: string): number => search.find({ ...everything, query }).count;
  expect(['x', 'y', 'z', ''].map(found)).toEqual([1, 1, 1, 3]);
  const row = { search: { ...everything, query: '' }, field: 'A', holding: '', start: 0, end: 9 };
  expect(search.values(row).rows.map(({ value: one }) => one)).toEqual(['x', 'y', 'z']);
  expect(database.packTable.uses()).toEqual([{ pack, written: 3, live: 2 }]);
  database.evidenceTable.remove(fileId(2));
  expect(['x', 'y', 'z', ''].map(found)).toEqual([0, 0, 1, 1]);
  expect(database.packTable.takeUnused()).toEqual([pack]);
  database.close();
});

test('a pack none of whose files can match by their times is not even opened', () => {
  const given = (day: string, word: string): GivenEvent => ({
    time: at(day),
    fields: [['A', word]],
  });
  const { search, caseDir } = searchOver({
    a: [given('2026-01-01', 'mimikatz')],
    b: [given('2026-01-02', 'svchost')],
    c: [given('2026-01-02', 'cmd'), given('2026-01-02', 'lsass')],
  });
  const pack = packFiles(caseDir, { pick: (loose) => loose.slice(1) });
  fs.rmSync(packPath(caseDir, pack));
  const asked = (query: string): readonly [number, number] => {
    const { matches, problems } = search.events({ ...everything, query });
    return [matches.count, problems.length];
  };
  expect(asked('time:<2026-01-02 mimikatz')).toEqual([1, 0]);
  // Segments are evaluated for all files together: nobody asks what each of them holds.
  expect(asked('mimikatz')).toEqual([1, 2]);
  expect(asked('file:b OR mimikatz')).toEqual([1, 2]);
});

test('what is left out of a segment of a pack does not hide what others in it have', () => {
  const one = (channel: string, word: string): GivenEvent => ({
    ...{
      time: at('2026-01-01'),
      fields: [...[['Channel', channel] as const, ['A', word] as const]],
    },
  });
  const { search, caseDir } = searchOver({
    ...{ a: [one('Security', '0xABCD'), one('Security', 'y')], b: [one('System', '0xabcd')] },
    ...{ c: [one('System', 'y')], d: [one('Security', '77')] },
  });
  const queries = [
    ...['Channel:Security', 'NOT Channel:Security', 'abcd', 'Channel:Security abcd', '77 OR y'],
    ...['NOT 0xabcd', 'Channel:System OR abcd', 'NOT (Channel:System y)'],
  ];
  const page = { start: 0, end: 10, columns: ['Channel', 'A'] };
  const ask = (searcher: CaseSearch): unknown =>
    queries.map((query) => searcher.eventRows({ ...page, search: { ...everything, query } }));
  const before = ask(search);
  packFiles(caseDir);
  const packed = new CaseSearch(caseDir);
  closing.push(() => packed.close());
  expect(ask(packed)).toEqual(before);
});
