/** A search spread over threads answers as one of a single thread does, in everything. */
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { CaseDatabase } from '@electron/store/case/case-database';
import { shardPath } from '@electron/store/case-paths';
import { CaseSearch } from '@electron/store/search/case-search';
import { factsIn } from '@electron/store/search/listed-runs';
import { seenBy, type ShareOrder } from '@electron/store/search/shares';
import { openWriter } from '@electron/store/sqlite';
import { ShareThreads } from '@electron/search/share-threads';
import { CELL, CELLS } from '@electron/search/thread-protocol';
import type { EventRowsPart } from '@shared/contract/event-part';
import { fileId, generation } from '@shared/model/ids';
import { printQuery } from '@shared/query/printer';
import { closing, type GivenEvent, searchOver } from '../../fixtures/case-of-events';
import { packFiles } from '../../fixtures/packed-case';
import { FIELD_NAMES, randomQuery } from '../query/random-queries';
import { randomEvent } from '../store/search/random-events';

const cells = new Int32Array(new SharedArrayBuffer(CELLS * Int32Array.BYTES_PER_ELEMENT));
const threads = new ShareThreads(path.resolve('out/main/search-share.js'), 3, cells.buffer);
beforeAll(() => vi.waitFor(() => expect(threads.areUp).toBe(true), { timeout: 30_000 }));
afterAll(() => threads.close());

const everything = { from: null, to: null, files: null } as const;
const ALL = { kind: 'all' } as const;

function answers(search: CaseSearch, query: string): unknown {
  return [false, true].flatMap((withoutCopies) =>
    (['asc', 'desc'] as const).map((sort) => {
      const asked = { ...everything, query, sort, withoutCopies };
      const range = { start: 0, end: 1_000 };
      // First what nobody needs an order for: what it finds is not what rows are told of.
      return {
        values: ['Image', 'user', 'EventID', 'file', 'recovered'].map((field) =>
          search.values({ search: asked, field, holding: '', ...range }),
        ),
        count: search.eventRows({ search: asked, start: 0, end: 0, columns: [] }),
        rows: search.eventRows({ search: asked, ...range, columns: FIELD_NAMES }),
        histogram: search.histogram({ search: asked, most: 20 }),
        hours: [...search.intervals(asked, 36_000_000_000n)],
        rowAt: search.rowAt({ search: asked, time: '2026-01-01' }),
        keys: search.keys(asked, 0, 1_000),
        exported: [...search.find(asked).events()].map(({ place, fields }) => [place, fields]),
      };
    }),
  );
}

const given = fc.array(fc.array(randomEvent, { minLength: 1, maxLength: 8 }), {
  minLength: 1,
  maxLength: 8,
});

test('of any events and queries, packed and not', () => {
  const queries = fc.array(randomQuery, { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(given, queries, (logs, asked) => {
      const { search: alone, caseDir } = searchOver(filesOf(logs));
      const spread = new CaseSearch(caseDir, { others: threads.over(caseDir) });
      const texts = ['', ...asked.map((query) => printQuery(query))];
      const expected = texts.map((text) => answers(alone, text));
      expect(texts.map((text) => answers(spread, text))).toEqual(expected);
      packFiles(caseDir, { pick: (loose) => loose.slice(1) });
      // What it found before it is told of the files as they lie now.
      expect(texts.map((text) => answers(spread, text))).toEqual(expected);
      for (const one of [alone, spread]) one.close();
      closing.length = 0;
    }),
    { numRuns: 12 },
  );
});

const filesOf = (logs: readonly (readonly GivenEvent[])[]) =>
  Object.fromEntries(logs.map((events, at) => [`${at}.evtx`, events]));

const word = (text: string): GivenEvent => ({ time: null, fields: [['Word', text]] });

test('what is told before the answer grows into it', () => {
  fc.assert(
    fc.property(given, (logs) => {
      const { caseDir } = searchOver(filesOf(logs));
      let hours = 0;
      const now = (): number => 3_600_000 * 2 ** ++hours;
      const spread = new CaseSearch(caseDir, { now, others: threads.over(caseDir) });
      const search = { ...everything, query: '-Nothing:*', sort: 'asc' } as const;
      const parts: EventRowsPart[] = [];
      const asked = { search, start: 0, end: 1_000, columns: FIELD_NAMES };
      const { rows, total } = spread.eventRows(asked, (part) => parts.push(part));
      let before = { found: 0, searched: 0 };
      for (const part of parts) {
        expect(part.found).toBeGreaterThanOrEqual(before.found);
        expect(part.searched).toBeGreaterThanOrEqual(before.searched);
        expect(part.searched).toBeLessThan(logs.length);
        expect(rows).toEqual(expect.arrayContaining([...part.rows]));
        before = part;
      }
      expect(before.found).toBeLessThanOrEqual(total);
      spread.close();
      for (const close of closing.splice(0)) close();
    }),
    { numRuns: 15 },
  );
});

test('each thread answers of its own files, where it sees the case as it is asked about', () => {
  const { search, caseDir } = searchOver(filesOf([[word('x')], [word('x')], [word('x')]]));
  const others = threads.over(caseDir);
  const files = search.files.published(null);
  const asked = (seen: string) => {
    const question = { ...everything, query: 'x', sort: 'asc', withoutCopies: false } as const;
    const sight = { seen, looksAtAll: false, keptBytes: null };
    others.ask({ type: 'runs', inOrder: true, search: question, ...sight });
    return others.answers();
  };
  const answered = asked(seenBy(files, ALL, search.files)).map((answer) =>
    answer?.type === 'runs' ? [...factsIn(answer.runs)].map(({ file }) => files[file]?.id) : answer,
  );
  expect(answered).toEqual([[1], [2]]);
  expect(asked('another')).toEqual([{ type: 'otherwise' }, { type: 'otherwise' }]);
  const rowsOf = (seen: string) => {
    const search = { ...everything, query: 'x', sort: 'asc' } as const;
    const wanted = [0, 1, 2].map((file) => ({ row: file, file, event: 0 }));
    const sight = { search, seen, looksAtAll: false, keptBytes: null };
    others.ask({ type: 'rows', ...sight, wanted, columns: [] });
    return others
      .answers()
      .map((answer) => (answer?.type === 'rows' ? answer.rows.map(({ of }) => of.file) : answer));
  };
  expect(rowsOf(seenBy(files, ALL, search.files))).toEqual([[0], [1]]);
  expect(rowsOf('another')).toEqual([{ type: 'otherwise' }, { type: 'otherwise' }]);
  others.ask({ type: 'close' });
  expect(others.answers()).toEqual([{ type: 'done' }, { type: 'done' }]);
});

test('what threads see differs once files are packed: they have shares of their own then', () => {
  const { search, caseDir } = searchOver(filesOf([[word('x')], [word('x')]]));
  const seen = () => seenBy(search.files.published(null), ALL, search.files);
  const before = seen();
  expect(seen()).toBe(before);
  packFiles(caseDir);
  expect(seen()).not.toBe(before);
});

test('a page of many files is read by all threads, and is the page that one reads', () => {
  const logs = Array.from({ length: 40 }, (_, file) =>
    Array.from({ length: 3 }, (_one, at) => word(`${file % 5} ${at}`)),
  );
  const { search: alone, caseDir } = searchOver(filesOf(logs));
  const others = threads.over(caseDir);
  let asked = 0;
  const ask = (order: ShareOrder): void => {
    if (order.type === 'rows') asked++;
    others.ask(order);
  };
  const spread = new CaseSearch(caseDir, { others: { ...others, ask } });
  const page = (search: CaseSearch, sort: 'asc' | 'desc', withoutCopies: boolean): unknown => {
    const wanted = { ...everything, query: '', sort, withoutCopies };
    return search.eventRows({ search: wanted, start: 5, end: 110, columns: ['Word', 'None'] });
  };
  // Threads are not sent to look for a page alone.
  const fresh = new CaseSearch(caseDir, { others: { ...others, ask } });
  const intact = new CaseSearch(caseDir);
  expect(page(fresh, 'asc', false)).toEqual(page(intact, 'asc', false));
  expect(asked).toBe(0);
  for (const one of [fresh, intact]) one.close();
  const shard = openWriter(shardPath(caseDir, fileId(6), generation(1)));
  shard.exec("UPDATE col SET dictionary = x'01ff00ff'");
  shard.close();
  for (const sort of ['asc', 'desc'] as const) {
    expect(page(spread, sort, false)).toEqual(page(alone, sort, false));
    expect(page(spread, sort, true)).toEqual(page(alone, sort, true));
  }
  expect(asked).toBeGreaterThan(2);
  spread.close();
});

test('threads that are not up yet are not waited for', async () => {
  const { search: alone, caseDir } = searchOver(filesOf([[word('x')], [word('x')], [word('y')]]));
  const late = new ShareThreads(path.resolve('out/main/search-share.js'), 3, cells.buffer);
  const spread = new CaseSearch(caseDir, { others: late.over(caseDir) });
  expect(answers(spread, 'x')).toEqual(answers(alone, 'x'));
  await vi.waitFor(() => expect(late.areUp).toBe(true), { timeout: 30_000 });
  // They hear of what was asked before, and have nothing to do with it any more.
  expect(answers(spread, 'y')).toEqual(answers(alone, 'y'));
  spread.close();
  await late.close();
});

test('a search that is cancelled ends in all threads, and what is asked next is answered', () => {
  const { search: alone, caseDir } = searchOver(filesOf([[word('x')], [word('x')], [word('x')]]));
  const spread = new CaseSearch(caseDir, { others: threads.over(caseDir) });
  Atomics.store(cells, CELL.cancel, 1);
  const asked = { ...everything, query: 'x', sort: 'asc' } as const;
  expect(() => spread.events(asked)).toThrow('Another search has taken the place');
  Atomics.store(cells, CELL.cancel, 0);
  expect(answers(spread, 'x')).toEqual(answers(alone, 'x'));
  spread.close();
});

test('all threads let go of a file, and see what is published anew', () => {
  const { search: alone, caseDir } = searchOver(filesOf([[word('x')], [word('x')], [word('x')]]));
  const spread = new CaseSearch(caseDir, { others: threads.over(caseDir) });
  expect(answers(spread, 'x')).toEqual(answers(alone, 'x'));
  for (const id of [1, 2, 3]) spread.release(fileId(id));
  const database = CaseDatabase.openToWrite(caseDir, 'a test');
  database.evidenceTable.remove(fileId(2));
  database.close();
  const { total } = spread.eventRows({
    ...{ search: { ...everything, query: 'x', sort: 'asc' }, start: 0, end: 9, columns: [] },
  });
  expect(total).toBe(2);
  expect(answers(spread, 'x')).toEqual(answers(alone, 'x'));
  spread.close();
});
