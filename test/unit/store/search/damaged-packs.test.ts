/** Damage of a pack is told as damage of whom it is, and nothing is overlooked for it. */
import { expect, test } from 'vitest';
import { CaseScopeError } from '@shared/model/errors';
import type { FileTime } from '@shared/model/file-time';
import { CaseDatabase } from '@electron/store/case/case-database';
import { packPath } from '@electron/store/case-paths';
import { CaseSearch } from '@electron/store/search/case-search';
import { openWriter } from '@electron/store/sqlite';
import { closing, type GivenEvent, searchOver } from '../../../fixtures/case-of-events';
import { packFiles } from '../../../fixtures/packed-case';

const everything = { from: null, to: null, sort: 'asc', files: null } as const;
const numbered = (text: string): GivenEvent => ({ time: null, fields: [['F0', text]] });

/** A search over the case, packed and its pack changed. */
function packedThen(caseDir: string, change: string): CaseSearch {
  const writer = openWriter(packPath(caseDir, packFiles(caseDir)));
  writer.exec(change);
  writer.close();
  const search = new CaseSearch(caseDir);
  closing.push(() => search.close());
  return search;
}

/** A pack of three files, the second event of the last one tagged, after a change of its tables. */
function damagedPack(change: string): CaseSearch {
  const { search, caseDir } = searchOver({
    a: [numbered('10.0.0.5')],
    b: [numbered('2')],
    c: [numbered('3'), numbered('33')],
  });
  const database = CaseDatabase.openToWrite(caseDir, 'a test');
  database.markTable.putTag({ id: null, name: 'odd', colour: 'red' });
  database.markTable.tag([...search.keys({ ...everything, query: 'F0:33' }, 0, 1)], 1, true);
  database.close();
  return packedThen(caseDir, change);
}

const page = (search: CaseSearch, query: string) => {
  const asked = { search: { ...everything, query }, start: 0, end: 9, columns: ['F0'] };
  const { total, rows, problems } = search.eventRows(asked);
  return { total, texts: rows.map(({ columns }) => columns[0]), problems };
};

test('places of one member that are lost are its own', () => {
  const search = damagedPack('DELETE FROM place WHERE first_event = 2');
  for (const query of ['NOT tag:odd', 'F0:10* OR F0:2 OR tag:odd']) {
    const { total, texts, problems } = page(search, query);
    expect([total, texts]).toEqual([2, ['10.0.0.5', '2']]);
    expect(problems).toEqual([expect.stringMatching(/^c: The event store of this file/)]);
  }
  const { texts, problems } = page(search, '');
  expect(texts.slice(0, 2)).toEqual(['10.0.0.5', '2']);
  expect(problems).toHaveLength(1);
});

test.each(["filter = x''", "filter = x'01ff'", 'bytes = 0', 'bytes = 33', 'bytes = bytes + 32'])(
  'what a pack has in no index is not overlooked where %s',
  (change) => {
    const { total, problems } = page(damagedPack(`UPDATE unindexed SET ${change}`), '10.0.0.5');
    expect([total, problems.length]).toEqual([0, 3]);
  },
);

test('a pack that does not know of a segment what is in no index looks', () => {
  expect(page(damagedPack('DELETE FROM unindexed'), '10.0.0.5').total).toBe(1);
});

/** Three logs of one event, the same in all. */
function threeCopies(change: string): CaseSearch {
  const copied: GivenEvent = { time: 5n as FileTime, fields: [['Name', 'x']] };
  const { caseDir } = searchOver({ a: [copied], b: [copied], c: [copied] });
  return packedThen(caseDir, change);
}

const COPIES = { ...everything, query: '', withoutCopies: true };

test('events are copies though it is not known where one of them stood', () => {
  const search = threeCopies('DELETE FROM place WHERE first_event = 2');
  const { total, rows, problems } = search.eventRows({
    ...{ search: COPIES, start: 0, end: 9, columns: [] },
  });
  expect([total, rows.map(({ copies }) => copies), problems]).toEqual([1, [3], []]);
});

test('an event that cannot be compared is no copy, and its file is told', () => {
  const search = threeCopies("UPDATE col SET codes = x'00'");
  // No row is read, which would tell the same.
  const { total, problems } = search.eventRows({
    ...{ search: COPIES, start: 0, end: 0, columns: [] },
  });
  expect(total).toBe(3);
  expect(problems).toEqual(['a', 'b', 'c'].map((name) => expect.stringMatching(`^${name}: `)));
});

test('where an event stands that is to be marked is asked of its file by name', () => {
  const search = threeCopies('DELETE FROM place WHERE first_event = 2');
  const everywhere = { ...everything, query: '' };
  expect(search.keys(everywhere, 0, 2)).toHaveLength(2);
  expect(() => search.keys(everywhere, 0, 3)).toThrow(/^c: The event store of this file/);
});

test('copies are looked for until the search is cancelled', () => {
  const copied: GivenEvent = { time: 5n as FileTime, fields: [['Name', 'x']] };
  const { caseDir } = searchOver({ a: [copied], b: [copied] });
  packFiles(caseDir);
  let steps = 0;
  const step = (): void => {
    if (++steps > 2) throw new CaseScopeError('cancelled', 'a newer search');
  };
  const search = new CaseSearch(caseDir, { step });
  closing.push(() => search.close());
  const asked = { search: COPIES, start: 0, end: 0, columns: [] };
  expect(() => search.eventRows(asked)).toThrow(expect.objectContaining({ code: 'cancelled' }));
});

test.each(['NOT F0:nothing', 'F0:*', ''])(
  'a member said to begin where another does takes nothing of it: %s',
  (query) => {
    const { caseDir } = searchOver({ a: [numbered('x')], b: [numbered('y'), numbered('z')] });
    const search = packedThen(caseDir, 'UPDATE member SET first_event = 1 WHERE file = 1');
    const asked = { search: { ...everything, query }, start: 0, end: 9, columns: ['F0'] };
    const { rows } = search.eventRows(asked);
    const own = rows.filter(({ fileName }) => fileName === 'b');
    expect(own.map(({ columns }) => columns[0])).toEqual(['y', 'z']);
  },
);
