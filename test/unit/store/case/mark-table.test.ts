/** Marks of events in case.db. */
import { expect, test } from 'vitest';
import { MOST_SELECTED } from '@shared/model/event-mark';
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

test('many events are marked in one act, or none of them', () => {
  const events = Array.from({ length: MOST_SELECTED }, (_, at) => ({
    ...{ time: null, fields: [['Word', `w${at}`]] as const },
  }));
  const { search, caseDir } = searchOver({ 'a.evtx': events });
  const database = CaseDatabase.openToWrite(caseDir, 'a test');
  const everything = { query: '', from: null, to: null, files: null, sort: 'asc' } as const;
  const found = (query: string): number => search.events({ ...everything, query }).matches.count;
  const keys = search.keys(everything, 0, MOST_SELECTED);
  database.markTable.putTag({ id: null, name: 'seen', colour: 'blue' });
  const [tag] = database.tags();
  expect(() => database.markTable.tag(keys, 999, true)).toThrow();
  expect(found('tag:*')).toBe(0);
  database.markTable.tag(keys, tag?.id ?? 0, true);
  expect(found('tag:seen')).toBe(MOST_SELECTED);
  database.markTable.tag(keys.slice(0, 400), tag?.id ?? 0, false);
  expect(found('tag:seen')).toBe(MOST_SELECTED - 400);
  database.markTable.hide(keys, 'noise');
  database.markTable.hide(keys.slice(0, 10), null);
  expect(found('hidden:true')).toBe(MOST_SELECTED - 10);
  database.close();
});
