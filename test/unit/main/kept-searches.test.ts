import path from 'node:path';
import { expect, test } from 'vitest';
import { type EventView, MOST_RECENT_TEXT } from '@shared/contract/event-view';
import { keptSearches, noteSearch, saveSearch } from '@electron/main/kept-searches';
import { CaseDatabase } from '@electron/store/case/case-database';
import { temporaryFolder } from '../../fixtures/temporary-folder';

const view = (query: string): EventView => ({
  search: { query, from: null, to: null, sort: 'asc', files: null },
  filters: [],
});

test('long queries are kept, of the last ones as many as are written fast', () => {
  const database = CaseDatabase.create(path.join(temporaryFolder(), 'case'), 'test', 'a test');
  const long = ['a', 'b', 'c', 'd', 'e'].map((letter) => view(letter.repeat(MOST_RECENT_TEXT / 4)));
  noteSearch(database, view('before'));
  for (const one of long) noteSearch(database, one);
  saveSearch(database, { name: 'list', view: view('x'.repeat(30_000)) });
  const { recent, saved } = keptSearches(database);
  const letters = recent.map(({ search }) => search.query.slice(0, 6));
  expect(letters).toEqual(['eeeeee', 'dddddd', 'cccccc']);
  expect(saved[0]?.view.search.query).toHaveLength(30_000);
  database.close();
});
