import { expect, test } from 'vitest';
import { hiddenText } from '../../../renderer/features/events/hidden-chip';

test.each([
  [null, 5, 'Show hidden events'],
  [5, 5, 'Show 5 hidden events'],
  [1, 1, 'Show 1 hidden event'],
  [0, 5, 'Show 0 of 5 hidden events'],
  [2, 1_500, 'Show 2 of 1,500 hidden events'],
])('of %s found and %i in the case: %s', (found, all, text) => {
  expect(hiddenText(found, all)).toBe(text);
});
