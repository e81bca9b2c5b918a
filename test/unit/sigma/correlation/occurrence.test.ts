import { expect, test } from 'vitest';
import { EventList, eventOccurrence, MOST_LISTED } from '@shared/sigma/correlation/occurrence';

test('an event that several rules meet is listed once, with the titles of all', () => {
  const list = new EventList();
  const met = (event: number, rule: string): void =>
    list.add(eventOccurrence({ file: 1, event, time: 0n, rule }, {}));
  met(1, 'a');
  met(1, 'b');
  met(2, 'b');
  met(1, 'a');
  expect(list.listed.map(({ event, rule }) => `${event} ${rule}`)).toEqual([
    '1 a, b',
    '2 b',
    '1 a',
  ]);
  expect(list.events).toBe(3);
  for (let event = 3; event < 2_000; event++) met(event, 'a');
  met(1_999, 'b');
  expect(list.listed.at(-1)).toMatchObject({ event: MOST_LISTED - 1, rule: 'a' });
  expect(list).toMatchObject({ events: 2_000, listed: { length: MOST_LISTED } });
});
