import { expect, test } from 'vitest';
import { EMBEDDED } from '@shared/contract/cluster';
import type { SearchName, SearchOrder } from '@shared/contract/search';
import { WaitingQuestions } from '@electron/search/waiting-questions';

let ids = 0;
const ask = (name: SearchName, query: string, end = 200): SearchOrder => ({
  ...{ type: 'ask', id: ++ids, caseDir: 'c', store: EMBEDDED, name, memoryMb: 100 },
  input: { search: { query }, start: 0, end },
});
const letGo = (): SearchOrder => ({ type: 'release', id: ++ids, caseDir: 'c', file: 1 });

function waitingFor(...orders: readonly SearchOrder[]): WaitingQuestions {
  const questions = new WaitingQuestions();
  for (const order of orders) questions.add(order);
  return questions;
}

/** Of all that wait, in their turn. */
function answered(questions: WaitingQuestions): (readonly number[])[] {
  const told: (readonly number[])[] = [];
  for (let next = questions.next(); next !== null; next = questions.next()) {
    told.push(next.ids);
    questions.done();
  }
  return told;
}

const idsOf = (orders: readonly SearchOrder[]): number[] => orders.map(({ id }) => id);

test('one at a time, in the order they came', () => {
  const [first, second] = [ask('events.values', 'a'), ask('events.histogram', 'a')];
  const questions = waitingFor(first, second);
  expect(questions.next()?.order).toBe(first);
  expect(questions.next()).toBeNull();
  questions.done();
  expect(questions.next()?.order).toBe(second);
});

test('what is looked at comes before what is counted', () => {
  const [counted, fields] = [ask('events.values', 'a'), ask('events.fields', 'a')];
  const [rows, event] = [ask('events.rows', 'a'), ask('events.event', 'a')];
  const told = answered(waitingFor(counted, rows, fields, event));
  expect(told.flat()).toEqual(idsOf([rows, event, counted, fields]));
});

test('nothing passes what is let go of', () => {
  const [before, release, behind] = [ask('events.values', 'a'), letGo(), ask('events.rows', 'a')];
  const told = answered(waitingFor(before, release, behind));
  expect(told.flat()).toEqual(idsOf([before, release, behind]));
});

test('asked a hundred times while it waits, it is answered once, and all are told', () => {
  const [first, other] = [ask('events.histogram', 'a'), ask('events.histogram', 'b')];
  const again = Array.from({ length: 100 }, () => ask('events.histogram', 'a'));
  const told = answered(waitingFor(first, other, ...again));
  expect(told).toEqual([idsOf([first, ...again]), [other.id]]);
});

test('asked while it is answered, it is answered once more: that answer may be of before', () => {
  const questions = waitingFor(ask('events.rows', 'a'));
  questions.next();
  const again = ask('events.rows', 'a');
  questions.add(again);
  questions.done();
  expect(answered(questions)).toEqual([[again.id]]);
});

test('what is no question of a view is answered each time', () => {
  const [one, other] = [ask('rules.try', 'a'), ask('rules.try', 'a')];
  expect(answered(waitingFor(one, other))).toEqual([[one.id], [other.id]]);
});

test('a count of another search is no other search that is shown', () => {
  const questions = waitingFor(ask('events.rows', 'a'), ask('events.values', 'a'));
  const taken = questions.add(ask('events.rows', 'b', 0));
  expect(taken).toEqual({ obsolete: [], cancelsRunning: false });
});

test('rows of another search make what was asked of the one before obsolete, and nothing else', () => {
  const shown = [ask('events.rows', 'a'), ask('events.histogram', 'a'), ask('events.fields', 'a')];
  const [values, release] = [ask('events.values', ''), letGo()];
  const questions = waitingFor(...shown, values, release);
  questions.next();
  const [twin, again] = [ask('events.histogram', 'a'), ask('events.rows', 'a')];
  for (const one of [twin, again]) expect(questions.add(one).obsolete).toEqual([]);
  const other = ask('events.rows', 'b');
  const taken = questions.add(other);
  expect(taken.cancelsRunning).toBe(true);
  expect(new Set(taken.obsolete)).toEqual(new Set(idsOf([...shown.slice(1), twin, again])));
  questions.done();
  expect(answered(questions).flat()).toEqual(idsOf([values, release, other]));
  questions.add(ask('events.values', ''));
  questions.next();
  expect(questions.add(ask('events.rows', 'c')).cancelsRunning).toBe(false);
});
