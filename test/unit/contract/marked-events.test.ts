/** How many events one message of marks may name. */
import { expect, test } from 'vitest';
import { EVENT_REQUESTS } from '@shared/contract/event-requests';
import { MOST_SELECTED } from '@shared/model/event-mark';

const eventsOf = (count: number): { file: number; offset: number }[] =>
  Array.from({ length: count }, (_, offset) => ({ file: 1, offset }));

test.each([
  ['marks.tag', { tag: 1, isOn: true }],
  ['marks.hide', { reason: 'noise' }],
] as const)('%s takes as many events as can be selected, and one at least', (name, rest) => {
  const isTaken = (events: unknown): boolean =>
    EVENT_REQUESTS[name].safeParse({ events, ...rest }).success;
  expect([1, MOST_SELECTED].map((count) => isTaken(eventsOf(count)))).toEqual([true, true]);
  expect([0, MOST_SELECTED + 1].map((count) => isTaken(eventsOf(count)))).toEqual([false, false]);
  expect(isTaken([{ file: 1, offset: -1 }])).toBe(false);
  expect(isTaken([{ file: 1, offset: 0, sha256: 'x' }])).toBe(false);
});
