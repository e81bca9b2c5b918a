/** Marks of events in case.db. */
import { expect, test } from 'vitest';
import { CaseDatabase } from '@electron/store/case/case-database';
import { searchOver } from '../../../fixtures/case-of-events';

test('an event that is hidden keeps its reason when it is hidden among others', () => {
  const events = ['a', 'b'].map((text) => ({ time: null, fields: [['Word', text]] as const }));
  const { search, caseDir } = searchOver({ 'a.evtx': events });
  const database = CaseDatabase.openToWrite(caseDir, 'a test');
  const everything = { query: 'hidden:true OR Word:*', from: null, to: null, files: null };
  const keys = search.keys({ ...everything, sort: 'asc' }, 0, 10);
  database.markTable.hide(keys.slice(0, 1), 'known backup');
  database.markTable.hide(keys, 'noise');
  database.close();
  const reasons = [0, 1].map((event) => search.event(1, event)?.marks.hidden);
  expect(reasons).toEqual(['known backup', 'noise']);
});
