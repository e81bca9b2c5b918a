import { expect, test } from 'vitest';
import { wordsOfExport } from '../../../renderer/features/events/export-found';

test('an export says what came of it, and what is on disk', () => {
  const fileName = 'events.csv';
  expect(
    wordsOfExport({ kind: 'written', fileName, events: 1, problems: ['a.evtx: damaged'] }),
  ).toEqual([
    { tone: 'done', text: '1 event exported to events.csv' },
    { tone: 'problem', text: 'Not in the export: a.evtx: damaged' },
  ]);
  expect(wordsOfExport({ kind: 'cancelled', fileName, isKept: false, reason: '' })).toEqual([
    { tone: 'done', text: 'Export cancelled. Nothing of it is left on disk.' },
  ]);
  expect(wordsOfExport({ kind: 'cancelled', fileName, isKept: true, reason: '' })).toEqual([
    { tone: 'done', text: 'Export cancelled. events.csv is as it was before.' },
  ]);
  expect(
    wordsOfExport({ kind: 'failed', fileName, isKept: false, reason: 'The search was ended.' }),
  ).toEqual([
    {
      tone: 'problem',
      text: 'The export failed: The search was ended. Nothing of it is left on disk.',
    },
  ]);
});
