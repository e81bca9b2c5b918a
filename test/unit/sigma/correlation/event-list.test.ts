import { expect, test } from 'vitest';
import { EventList, MOST_LISTED } from '@shared/sigma/correlation/event-list';
import { type Contribution, eventOccurrence } from '@shared/sigma/correlation/occurrence';

const at = (event: number, rule: string, file = 1): Contribution => ({
  ...{ file, event, time: BigInt(event), rule },
});

test('an event that several rules meet is listed once, with the titles of all', () => {
  const list = new EventList({ isInOrder: true, isHeard: false });
  const met = (event: number, rule: string): void => list.add(eventOccurrence(at(event, rule), {}));
  met(1, 'a');
  met(1, 'b');
  met(2, 'b');
  const { contributions, events } = list.told();
  expect(contributions.map(({ event, rule }) => `${event} ${rule}`)).toEqual(['1 a, b', '2 b']);
  expect(events).toBe(2);
});

test.each([false, true])(
  'of many events the oldest, the newest, and the ends of each rule and file are listed (heard: %s)',
  (isHeard) => {
    const list = new EventList({ isInOrder: true, isHeard });
    for (let event = 0; event < 50_000; event++) {
      const rule = event === 20_000 ? 'once' : 'a';
      list.add(eventOccurrence(at(event, rule, event === 30_000 ? 2 : 1), {}));
    }
    const { contributions, ...told } = list.told();
    expect(told).toEqual({ events: 50_000, from: 0n, to: 49_999n });
    const half = MOST_LISTED / 2;
    expect(contributions.map(({ event }) => event)).toEqual([
      ...Array.from({ length: half }, (_, event) => event),
      ...[20_000, 30_000],
      ...Array.from({ length: half }, (_, event) => 50_000 - half + event),
    ]);
    expect(contributions.every((one) => one.at === one.event)).toBe(true);
  },
);

test('windows of one burst, and other bursts over its events, add each event once, in the order of time', () => {
  const list = new EventList({ isInOrder: false, isHeard: false });
  const burst = Array.from({ length: 10 }, (_, event) => at(event, 'a'));
  const span = (of: readonly Contribution[], from: number, to: number): void =>
    list.add({ time: 0n, fields: {}, events: { of, from, to } });
  span(burst, 2, 5);
  span(burst, 4, 8);
  span(burst, 4, 8);
  span(
    [...burst].map((one) => ({ ...one, rule: 'b' })),
    0,
    3,
  );
  list.add(eventOccurrence(at(9, 'c'), {}));
  const { contributions, events, from, to } = list.told();
  expect([events, from, to]).toEqual([9, 0n, 9n]);
  expect(contributions.map(({ event, rule }) => `${event} ${rule}`)).toEqual([
    ...['0 b', '1 b', '2 a, b', '3 a', '4 a', '5 a', '6 a', '7 a', '9 c'],
  ]);
});
