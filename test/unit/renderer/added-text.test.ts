import { expect, test } from 'vitest';
import { addedText } from '../../../renderer/features/indicators/added-text';

test.each([
  [{ added: 2, merged: 0, off: 0 }, '2 indicators added'],
  [{ added: 1, merged: 1, off: 0 }, '1 indicator added, 1 was there already'],
  [
    { added: 0, merged: 2, off: 1 },
    '0 indicators added, 2 were there already, 1 of them is switched off',
  ],
  [
    { added: 3, merged: 4, off: 2 },
    '3 indicators added, 4 were there already, 2 of them are switched off',
  ],
])('%j: %s', (counts, text) => {
  expect(addedText(counts)).toBe(text);
});
