import { closing, type GivenEvent, recordOf, searchOver } from '../../../fixtures/case-of-events';
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textOf } from '@shared/model/event';
import type { FileTime } from '@shared/model/file-time';
import { fileId, generation } from '@shared/model/ids';
import { CaseScopeError } from '@shared/model/errors';
import { formatFileTime, parseIsoTime } from '@shared/model/time-text';
import type { Query } from '@shared/query/ast';
import { printQuery } from '@shared/query/printer';
import { CaseDatabase } from '@electron/store/case/case-database';
import { shardPath } from '@electron/store/case-paths';
import { CaseSearch } from '@electron/store/search/case-search';
import { factsIn } from '@electron/store/search/listed-runs';
import { QueryError } from '@electron/store/search/query-error';
import { ShardWriter } from '@electron/store/shard/shard-writer';
import { openWriter } from '@electron/store/sqlite';
import { matchesQuery, type NaiveEvent } from '../../../oracle/naive-query';
import { randomQuery } from '../../query/random-queries';
import { randomEvent } from './random-events';

const everything = { from: null, to: null, sort: 'asc', files: null } as const;
const at = (text: string): FileTime => parseIsoTime(text) ?? (0n as FileTime);

/** `file:event` of every match, in order. */
function found(
  search: CaseSearch,
  query: string,
  options: Partial<Parameters<CaseSearch['events']>[0]> = {},
): string[] {
  const { matches, files, problems } = search.events({ query, ...everything, ...options });
  expect(problems).toEqual([]);
  return Array.from({ length: matches.count }, (_, row) => {
    const match = matches.at(row);
    return `${files[match?.file ?? 0]?.name}:${match?.event}`;
  });
}

describe('search over a shard', () => {
  it('equals the definition on random events and queries', () => {
    const events = fc.array(randomEvent, { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(
        events,
        fc.array(randomQuery, { minLength: 1, maxLength: 12 }),
        (given, queries) => {
          const { search } = searchOver({ 'log.evtx': given });
          for (const query of queries) expectSame(search, given, query);
          // What was found for one is known where it is asked again among others.
          const both = [...queries, ...queries.slice(0, 1)];
          expectSame(search, given, { kind: 'and', parts: both });
          expectSame(search, given, { kind: 'not', part: { kind: 'or', parts: both } });
          search.close();
          closing.length = 0;
        },
      ),
      { numRuns: 120 },
    );
  });

  it('finds values the index leaves out, and fields past the four thousandth', () => {
    const many = Array.from(
      { length: 4_100 },
      (_, index) => [`F${index}`, `value-${index}`] as const,
    );
    const { search } = searchOver({
      'wide.evtx': [{ time: null, fields: [...many, ['Hash', 'deadbeef00'], ['Port', '443']] }],
    });
    for (const query of ['eadbee', '44', 'value-4099', 'F4099:value-4099', 'f4050:*', 'Port:443']) {
      expect(found(search, query), query).toEqual(['wide.evtx:0']);
    }
    expect(found(search, 'F4099:other')).toEqual([]);
  });
});

function expectSame(search: CaseSearch, given: readonly GivenEvent[], query: Query): void {
  const text = printQuery(query);
  const times = given.flatMap(({ time }) => (time === null ? [] : [time]));
  const caseEnd = times.reduce<FileTime | null>((a, b) => (a === null || b > a ? b : a), null);
  const expected = given.flatMap((one, index) =>
    matchesQuery(query, naive(one, caseEnd)) ? [`log.evtx:${index}`] : [],
  );
  expect(found(search, text).toSorted(), text).toEqual(expected.toSorted());
}

const naive = (
  { time, fields, recovery = 'live' }: GivenEvent,
  caseEnd: FileTime | null,
): NaiveEvent => ({
  ...{ fileName: 'log.evtx', time, recovery, caseEnd },
  fields: new Map(fields),
});

describe('search over a case', () => {
  const on = (time: string | null, word: string): GivenEvent => ({
    time: time === null ? null : at(time),
    fields: [['Word', word]],
  });

  it('sorts by time, then file, then place; events without a time last either way', () => {
    const { search } = searchOver({
      'b.evtx': [on('2026-01-02', 'x'), on(null, 'x'), on('2026-01-01', 'x')],
      'a.evtx': [on('2026-01-02', 'x'), on('2026-01-03', 'x')],
    });
    expect(found(search, 'x')).toEqual([
      'b.evtx:2',
      'b.evtx:0',
      'a.evtx:0',
      'a.evtx:1',
      'b.evtx:1',
    ]);
    expect(found(search, 'x', { sort: 'desc' })).toEqual([
      'a.evtx:1',
      'a.evtx:0',
      'b.evtx:0',
      'b.evtx:2',
      'b.evtx:1',
    ]);
  });

  it('takes a range from its start up to its end, to the last 100 ns', () => {
    const { search } = searchOver({
      'a.evtx': [
        on('2026-01-01T00:00:00Z', 'x'),
        on('2026-01-01T00:00:00.0000001Z', 'x'),
        on('2026-01-02T00:00:00Z', 'x'),
      ],
    });
    expect(found(search, '', { from: '2026-01-01T00:00:00.0000001Z', to: '2026-01-02' })).toEqual([
      'a.evtx:1',
    ]);
    expect(() => search.events({ query: '', ...everything, from: 'yesterday' })).toThrow(
      /not a time/,
    );
  });

  it('pages, narrows to files, and tells an unreadable query with its place', () => {
    const events = Array.from({ length: 50 }, (_, index) =>
      on(`2026-01-01T00:00:${String(index).padStart(2, '0')}Z`, 'x'),
    );
    const { search } = searchOver({ 'a.evtx': events, 'b.evtx': [on('2026-01-05', 'y')] });
    const page = search.eventRows({
      search: { query: 'x', ...everything },
      start: 40,
      end: 60,
      columns: ['Word', 'None'],
    });
    expect(page).toMatchObject({ total: 50, start: 40, problems: [] });
    expect(page.rows).toHaveLength(10);
    expect(page.rows[0]).toMatchObject({
      event: 40,
      time: '2026-01-01T00:00:40.0000000Z',
      columns: ['x', null],
    });
    expect(found(search, '', { files: [2] })).toEqual(['b.evtx:0']);
    expect(() => search.events({ query: 'a (', ...everything })).toThrow(QueryError);
  });

  it('gives what it finds event by event, no more than asked for', () => {
    const { search } = searchOver({
      'a.evtx': [on('2026-01-03', 'x'), on('2026-01-01', 'y')],
      'b.evtx': [on('2026-01-02', 'x')],
    });
    const all = search.find({ query: '', ...everything });
    expect(all).toMatchObject({ count: 3, problems: [] });
    expect(
      [...all.events()].map(({ place, time, fields }) => [
        `${place.fileName}:${place.event}`,
        time,
        textOf(fields, 'Word'),
      ]),
    ).toEqual([
      ['a.evtx:1', at('2026-01-01'), 'y'],
      ['b.evtx:0', at('2026-01-02'), 'x'],
      ['a.evtx:0', at('2026-01-03'), 'x'],
    ]);
    const paths = [...all.events(2)].map(({ path: file }) => path.basename(file));
    expect(paths).toEqual(['a.evtx', 'b.evtx']);
    expect([...all.events(0)]).toEqual([]);
  });

  it('goes on without a file whose shard is damaged, and says which', () => {
    const { search, caseDir } = searchOver({
      'a.evtx': [on('2026-01-01', 'x')],
      'b.evtx': [on('2026-01-02', 'x')],
    });
    const [first = ''] = fs.readdirSync(path.join(caseDir, 'events')).toSorted();
    fs.writeFileSync(path.join(caseDir, 'events', first), 'not a database');
    const { matches, problems } = search.events({ query: 'x', ...everything });
    expect(matches.count).toBe(1);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain('a.evtx');
  });

  it('keeps every store open but the one that is let go, and keeps what it has decoded of that', () => {
    const { search, caseDir } = searchOver({
      'a.evtx': [on('2026-01-01', 'x')],
      'b.evtx': [on('2026-01-02', 'x')],
    });
    expect(found(search, 'time:2026')).toEqual(['a.evtx:0', 'b.evtx:0']);
    search.release(fileId(1));
    const events = path.join(caseDir, 'events');
    for (const name of fs.readdirSync(events)) fs.rmSync(path.join(events, name));
    // A column not decoded yet is read from the store that is still open.
    const { matches, problems } = search.events({ query: 'Word:x', ...everything });
    expect(matches.count).toBe(1);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain('a.evtx');
    expect(found(search, 'time:2026-01-01')).toEqual(['a.evtx:0']);
  });

  it('reads a new generation in place of the one it has open', () => {
    const { search, caseDir } = searchOver({ 'a.evtx': [on('2026-01-01', 'x')] });
    expect(found(search, 'Word:x')).toEqual(['a.evtx:0']);
    const writer = new ShardWriter(shardPath(caseDir, fileId(1), generation(2)), 'json');
    writer.add(recordOf(on('2026-01-01', 'y'), 0));
    writer.finish();
    const database = CaseDatabase.openToWrite(caseDir, 'a test');
    const { published } = database.evidenceTable.file(fileId(1));
    if (published === null) throw new Error('nothing is published');
    database.evidenceTable.publish(fileId(1), { ...published, generation: generation(2) });
    database.close();
    expect(found(search, 'Word:x')).toEqual([]);
    expect(found(search, 'Word:y')).toEqual(['a.evtx:0']);
  });

  it('keeps decoded columns up to the bound it was given last', () => {
    const { search, caseDir } = searchOver({ 'a.evtx': [on('2026-01-01', 'xyz')] });
    expect(found(search, 'Word:x*')).toEqual(['a.evtx:0']);
    search.release(fileId(1));
    fs.rmSync(shardPath(caseDir, fileId(1), generation(1)));
    expect(found(search, 'Word:*z')).toEqual(['a.evtx:0']);
    search.keepAtMost(0);
    expect(search.events({ query: 'Word:*y*', ...everything }).problems).toHaveLength(1);
  });

  it('keeps as much of them for another thread as its question says', () => {
    const { search, caseDir } = searchOver({ 'a.evtx': [on('2026-01-01', 'xyz')] });
    const ask = (query: string, keptBytes: number | null): unknown => {
      const asked = { search: { ...everything, query }, seen: '', looksAtAll: false, keptBytes };
      const answer = search.answerShare(
        { type: 'runs', inOrder: false, ...asked },
        () => undefined,
      );
      return answer.type === 'runs'
        ? [[...factsIn(answer.runs)].length, answer.problems.length]
        : answer.type;
    };
    expect(ask('Word:x*', null)).toEqual([1, 0]);
    search.release(fileId(1));
    fs.rmSync(shardPath(caseDir, fileId(1), generation(1)));
    expect(ask('Word:*z', null)).toEqual([1, 0]);
    expect(ask('Word:*y*', 0)).toEqual([0, 1]);
  });

  it('keeps the place of a row whose columns are damaged, and says so', () => {
    const { search, caseDir } = searchOver({
      'a.evtx': [on('2026-01-01', 'x'), on('2026-01-03', 'x')],
      'b.evtx': [on('2026-01-02', 'y')],
    });
    const shard = openWriter(path.join(caseDir, 'events', '1.1.events'));
    shard.exec("UPDATE col SET dictionary = x'01ff00ff'");
    shard.close();
    const asked = { search: { query: '', ...everything }, start: 0, end: 10, columns: ['Word'] };
    const { total, rows, problems } = search.eventRows(asked);
    expect(total).toBe(3);
    expect(rows.map(({ fileName, columns }) => [fileName, columns[0]])).toEqual([
      ['a.evtx', null],
      ['b.evtx', 'y'],
      ['a.evtx', null],
    ]);
    expect(problems).toHaveLength(1);
  });

  it('counts without times, and says which are damaged where rows are asked for', () => {
    const { search, caseDir } = searchOver({
      'a.evtx': [on('2026-01-01', 'x')],
      'b.evtx': [on('2026-01-02', 'x')],
    });
    const shard = openWriter(path.join(caseDir, 'events', '1.1.events'));
    shard.exec("UPDATE segment SET times = x'01ff00ff'");
    shard.close();
    const asked = { search: { query: 'Word:x', ...everything }, start: 0, columns: [] };
    expect(search.eventRows({ ...asked, end: 0 })).toMatchObject({ total: 2, problems: [] });
    const { total, problems } = search.eventRows({ ...asked, end: 10 });
    expect(total).toBe(1);
    expect(problems).toEqual([expect.stringContaining('a.evtx')]);
    expect(search.eventRows({ ...asked, end: 0 })).toMatchObject({ total: 1, problems });
  });

  it("finds a record's own field whose name is also an alias or a name of the case", () => {
    const names = ['id', 'source', 'host', 'record', 'file', 'time', 'recovered'];
    const fields = names.map((name) => [name, 'mine'] as const);
    const { search } = searchOver({ 'a.evtx': [{ time: null, fields }] });
    for (const name of names) expect(found(search, `${name}:"mine"`), name).toEqual(['a.evtx:0']);
    expect(found(search, 'file:a.evtx')).toEqual(['a.evtx:0']);
  });

  it('compares whole numbers of 64 bits exactly, and reads comparisons among grouped values', () => {
    const numbers = ['9007199254740992', '9007199254740993', '0xffffffffffffffff', '80'];
    const events = numbers.map((text) => ({ time: null, fields: [['Number', text]] as const }));
    const { search } = searchOver({ 'a.evtx': events });
    expect(found(search, 'Number:>9007199254740992')).toEqual(['a.evtx:1', 'a.evtx:2']);
    expect(found(search, 'Number:>=18446744073709551615')).toEqual(['a.evtx:2']);
    expect(found(search, 'Number:(>5 AND <100)')).toEqual(['a.evtx:3']);
    expect(found(search, 'Number:(/^8/ OR /3$/)')).toEqual(['a.evtx:1', 'a.evtx:3']);
  });

  it('shows an event whole', () => {
    const { search } = searchOver({ 'a.evtx': [on('2026-01-01T10:00:00.1234567Z', 'x')] });
    const detail = search.event(1, 0);
    expect(detail).toMatchObject({
      ...{
        time: formatFileTime(at('2026-01-01T10:00:00.1234567Z')),
        offset: 0,
        recordId: '1',
        xml: null,
      },
      fields: [{ name: 'Word', value: 'x' }],
    });
    expect(JSON.parse(detail?.json ?? '')).toEqual({ Word: 'x' });
    expect(search.event(99, 0)).toBeNull();
  });

  it('knows an event by the offset of its record, whatever number it had before', () => {
    const { search } = searchOver({ 'a.evtx': ['x', 'y', 'z'].map((word) => on(null, word)) });
    const offsets = [0, 1, 2].map((event) => search.event(1, event)?.offset ?? -1);
    for (const [number, offset] of offsets.entries())
      for (const before of [0, 1, 2, 99])
        expect(search.event(1, before, offset)).toMatchObject({ event: number, offset });
    expect(search.event(1, 0, Math.max(...offsets) + 1)).toBeNull();
    expect(search.event(99, 0, 0)).toBeNull();
  });

  it('is ended by its step, holds nothing half done, and goes on when asked again', () => {
    const { caseDir } = searchOver({
      'a.evtx': [on('2026-01-01', 'x')],
      'b.evtx': [on(null, 'x')],
    });
    let left = 1;
    const step = (): void => {
      if (left-- === 0) throw new CaseScopeError('cancelled', 'enough');
    };
    const search = new CaseSearch(caseDir, { step });
    expect(() => search.events({ query: 'x', ...everything })).toThrow('enough');
    expect(found(search, 'x')).toEqual(['a.evtx:0', 'b.evtx:0']);
    search.close();
  });
});
