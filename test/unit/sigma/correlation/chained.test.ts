/** Correlations of correlations: small stories with answers worked out by hand, and random ones. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { correlation, foundHits, hits, type Story } from './stories';

test('a correlation of correlations: many failures, then a success of the same user', () => {
  const many = correlation(
    'type: event_count\nrules: a\ntimespan: 10s\ngroup-by: [User]\ncondition: { gte: 3 }',
    'many',
  );
  const body = 'type: temporal_ordered\nrules: [many, b]\ntimespan: 1m\ngroup-by: [User]';
  const bob = { User: 'bob' };
  const failures: Story = [0, 1, 2].map((at) => [at, 'a', bob] as const);
  expect(hits(body, [...failures, [30, 'b', bob]], many)).toEqual(['0-30 4 bob']);
  expect(hits(body, [...failures, [30, 'b', { User: 'eve' }]], many)).toEqual([]);
});

test('a success while the failures go on is found, wherever their burst ends', () => {
  const many = correlation(
    'type: event_count\nrules: a\ntimespan: 10s\ngroup-by: [User]\ncondition: { gte: 3 }',
    'many',
  );
  const body = 'type: temporal_ordered\nrules: [many, b]\ntimespan: 1m\ngroup-by: [User]';
  const bob = { User: 'bob' };
  const failures = (from: number, to: number): Story =>
    Array.from({ length: (to - from) / 5 + 1 }, (_, at) => [from + at * 5, 'a', bob] as const);
  const story: Story = [...failures(0, 100), [102, 'b', bob], ...failures(105, 200)];
  expect(hits(body, story, many)).toEqual(['90-102 4 bob']);
  // What counts bursts counts each once.
  const bursts = 'type: event_count\nrules: many\ntimespan: 1h\ncondition: { gte: 2 }';
  expect(hits(bursts, story, many)).toEqual([]);
  expect(hits(bursts, [...failures(0, 20), ...failures(300, 310)], many)).toEqual(['0-310 8']);
});

describe('events of correlations of correlations', () => {
  const grouped = (name: string, field: string): string =>
    correlation(
      `type: event_count\nrules: a\ntimespan: 10s\ngroup-by: [${field}]\ncondition: { gte: 3 }`,
      name,
    );
  const [byUser, byHost] = [grouped('many', 'U'), grouped('hosts', 'H')];
  const met = { U: 'x', H: 'y' };
  const failures = (...at: number[]): Story => at.map((second) => [second, 'a', met] as const);

  test('each counts once, however many windows and hits hold it; the first is the earliest', () => {
    const body = 'type: temporal\nrules: [many, b]\ntimespan: 1m\ngroup-by: [U]';
    const story: Story = [...failures(0, 1, 2, 3, 4, 5), [20, 'b', met]];
    expect(hits(body, story, byUser)).toEqual(['0-20 7 x']);
    const [hit] = foundHits(body, story, byUser);
    expect(hit?.contributions.map(({ event, at }) => [event, at])).toEqual(
      [0, 1, 2, 3, 4, 5, 6].map((event) => [event, event]),
    );
    const both = 'type: temporal\nrules: [many, hosts]\ntimespan: 5m';
    expect(hits(both, failures(0, 1, 2), byUser, byHost)).toEqual(['0-2 3']);
    const own = 'type: temporal\nrules: [many, a]\ntimespan: 5s';
    expect(hits(own, failures(1, 2, 4), byUser)).toEqual(['1-4 3']);
    const bursts = 'type: event_count\nrules: [many, hosts]\ntimespan: 1m\ncondition: { gte: 2 }';
    expect(hits(bursts, failures(0, 1, 2, 3), byUser, byHost)).toEqual(['0-3 4']);
  });

  test('a third correlation over the second', () => {
    const second = correlation(
      'type: temporal\nrules: [many, b]\ntimespan: 1m\ngroup-by: [U]',
      'second',
    );
    const body = 'type: temporal_ordered\nrules: [second, c]\ntimespan: 1m';
    const story: Story = [...failures(0, 1, 2, 3), [20, 'b', met], [21, 'b', met], [30, 'c']];
    expect(hits(body, story, byUser, second)).toEqual(['0-30 7']);
  });

  test('on random stories they are the union of the windows', () => {
    const story = fc.array(fc.tuple(fc.nat(30), fc.constantFrom('a', 'a', 'b')), { maxLength: 25 });
    const body = 'type: temporal\nrules: [many, b]\ntimespan: 8s';
    let found = 0;
    fc.assert(
      fc.property(story, (given) => {
        const told = given
          .toSorted(([a], [b]) => a - b)
          .map(([second, rule]) => [second, rule, met] as const);
        const answer = foundHits(body, told, byUser);
        found += answer.length;
        expect(answer.map((hit) => hit.contributions.map(({ event }) => event))).toEqual(
          unions(told.map(([second, rule]) => ({ second, rule }))),
        );
        for (const { events, contributions, from, to } of answer)
          expect([events, from, to]).toEqual([
            contributions.length,
            contributions[0]?.time,
            contributions.at(-1)?.time,
          ]);
      }),
      { numRuns: 500 },
    );
    expect(found).toBeGreaterThan(30);
  });
});

/** Events of each hit of `temporal` over windows of three a in 10 s, and b, within 8 s: everything looked at anew. */
function unions(story: readonly { readonly second: number; readonly rule: string }[]): number[][] {
  const times = [...new Set(story.map(({ second }) => second))];
  const eventsOf = (rule: string, from: number, to: number): number[] =>
    story.flatMap((one, at) =>
      one.rule === rule && one.second >= from && one.second <= to ? [at] : [],
    );
  const windows = times.flatMap((second) => {
    const isOne = eventsOf('a', second, second).length > 0;
    const events = eventsOf('a', second - 10, second);
    return isOne && events.length >= 3 ? [{ second, events }] : [];
  });
  const hits: Set<number>[] = [];
  let isOpen = false;
  for (const second of times) {
    const many = windows.filter((one) => one.second >= second - 8 && one.second <= second);
    const others = eventsOf('b', second - 8, second);
    const fresh = [
      ...many.filter((one) => one.second === second).flatMap(({ events }) => events),
      ...eventsOf('b', second, second),
    ];
    if (fresh.length === 0) continue;
    const all = [...many.flatMap(({ events }) => events), ...others];
    const holds = many.length > 0 && others.length > 0;
    const before =
      many.some((one) => one.second < second) || eventsOf('b', second - 8, second - 1).length > 0;
    const goesOn = isOpen && before;
    if (holds && !goesOn) hits.push(new Set());
    if (holds) for (const event of goesOn ? fresh : all) hits.at(-1)?.add(event);
    isOpen = holds;
  }
  return hits.map((events) => [...events].toSorted((a, b) => a - b));
}
