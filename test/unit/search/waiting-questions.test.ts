import { expect, test } from 'vitest';
import { EMBEDDED } from '@shared/contract/cluster';
import type { SearchName, SearchOrder } from '@shared/contract/search';
import { WaitingQuestions } from '@electron/search/waiting-questions';

let ids = 0;
const ask = (name: SearchName, query: string): SearchOrder => ({
  ...{ type: 'ask', id: ++ids, caseDir: 'c', store: EMBEDDED, name, memoryMb: 100 },
  input: { search: { query } },
});
const release: SearchOrder = { type: 'release', id: 99, caseDir: 'c', file: 1 };

test('one at a time, in the order they came', () => {
  const questions = new WaitingQuestions();
  const [first, second] = [ask('events.rows', 'a'), ask('events.histogram', 'a')];
  questions.add(first);
  questions.add(second);
  expect(questions.next()).toBe(first);
  expect(questions.next()).toBeNull();
  questions.done();
  expect(questions.next()).toBe(second);
});

test('rows of another search make what was asked of the one before obsolete, and nothing else', () => {
  const questions = new WaitingQuestions();
  const shown = [ask('events.rows', 'a'), ask('events.histogram', 'a'), ask('events.values', 'a')];
  const others = [ask('events.values', ''), ask('events.fields', 'a'), release];
  for (const one of [...shown, ...others]) questions.add(one);
  questions.next();
  expect(questions.add(ask('events.rows', 'a')).obsolete).toEqual([]);
  const taken = questions.add(ask('events.rows', 'b'));
  expect(taken.cancelsRunning).toBe(true);
  expect(taken.obsolete).toHaveLength(4);
  expect(taken.obsolete).toEqual(expect.arrayContaining(shown.slice(1)));
  questions.done();
  expect(questions.next()).toBe(others[0]);
  expect(questions.add(ask('events.rows', 'c')).cancelsRunning).toBe(false);
});
