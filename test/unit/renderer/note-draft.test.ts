/** A note is kept while it is written, once, and in the case it was written in. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { answer, forgetQuestions, refuse, waiting } from '../../fixtures/held-bridge';
import { showCaseOf } from '../../fixtures/open-case';
import { NoteDraft } from '../../../renderer/features/marks/note-draft';

const EVENT = { file: 1, offset: 4_608 };
const NO_MARKS = { tags: [], hidden: 0 };

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  forgetQuestions();
  showCaseOf('/cases/one');
});
afterEach(() => vi.useRealTimers());

const asked = async (): Promise<string[]> => (await waiting('marks.note')).map(({ note }) => note);

test('it is kept at its first letter, every second of writing, and not again when it is left', async () => {
  const draft = new NoteDraft(EVENT, '');
  draft.write('s');
  expect(await asked()).toEqual(['s']);
  draft.write('see');
  draft.write('seen before ');
  expect(await asked()).toEqual(['s']);
  vi.runAllTimers();
  expect(await waiting('marks.note')).toEqual(
    ['s', 'seen before'].map((note) => ({ event: EVENT, note })),
  );
  for (let at = 0; at < 2; at++) await answer('marks.note', NO_MARKS);
  draft.save();
  vi.runAllTimers();
  expect(await asked()).toEqual([]);
});

test('one that is left before that is kept at once; one that is as it was, never', async () => {
  const draft = new NoteDraft(EVENT, 'old');
  draft.write('old ');
  draft.save();
  expect(await asked()).toEqual([]);
  draft.write('');
  expect(await asked()).toEqual([]);
  draft.save();
  vi.runAllTimers();
  expect(await asked()).toEqual(['']);
});

test('one that was refused is kept when it is left', async () => {
  const draft = new NoteDraft(EVENT, '');
  draft.write('mine');
  draft.save();
  await refuse('marks.note', 'The disk is full.');
  draft.save();
  expect(await asked()).toEqual(['mine']);
});

test('nothing goes into another case', async () => {
  const draft = new NoteDraft(EVENT, '');
  draft.write('of');
  draft.write('of the first case');
  showCaseOf('/cases/two');
  vi.runAllTimers();
  draft.save();
  expect(await asked()).toEqual(['of']);
});
