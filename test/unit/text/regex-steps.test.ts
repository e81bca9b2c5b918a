import { expect, test } from 'vitest';
import { mostSteps } from '@shared/text/regex-steps';

test.each([
  ['abc', 4 * 101],
  ['a|bc', 2 * 3 * 101],
  ['ab?c', 2 * 4 * 101],
  ['a{2,5}', 4 * 6 * 101],
  ['a.*b', 3 * 101 ** 2],
  ['a.*b[cd]+e', 5 * 101 ** 3],
  ['(?:a|b)(?:c|d)?', 2 * 3 * 3 * 101],
  ['^a\\b$', 5 * 101],
])('%s takes at most %d steps over a hundred characters', (source, steps) => {
  expect(mostSteps(source)?.(100)).toBe(steps);
});

test.each(['(a+)+b', '(a|aa)*b', '(?:ab){2,9}', '(?=a)b', '(?<!a)b', '(a)\\1', '('])(
  'of %s nobody knows',
  (source) => expect(mostSteps(source)).toBeNull(),
);
