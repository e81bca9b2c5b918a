import { expect, test } from 'vitest';
import {
  copiesLeftOut,
  copiesNote,
  foundWords,
} from '../../../renderer/features/marks/copies-marked';

test('all found are counted with their copies, once these are known', () => {
  expect(foundWords(84, 159)).toBe('159 events, 75 of them copies');
  expect(foundWords(1, 1)).toBe('1 event');
  expect(foundWords(84, null)).toBe('84 events and their copies');
});

test('of single rows it is told how many copies stay as they are', () => {
  expect(copiesLeftOut([{ copies: 1 }, { copies: 3 }, { copies: 2 }])).toBe(3);
  expect(copiesNote(0)).toBeNull();
  expect(copiesNote(1)).toContain('1 copy left out of the list stays as it is.');
  expect(copiesNote(3)).toContain('3 copies left out of the list stay as they are.');
});
