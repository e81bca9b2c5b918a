/** Correlations of every type on small stories, with answers worked out by hand (sigma.md 1.7). */
import { describe, expect, test } from 'vitest';
import { correlation, hits, type Story, times } from './stories';

describe('event_count', () => {
  const body = 'type: event_count\nrules: a\ntimespan: 10s\ncondition: { gte: 3 }';
  test.each<readonly [string, number[], string[]]>([
    ['three within', [0, 5, 10], ['0-10 3']],
    ['the border belongs to the window', [0, 9, 10], ['0-10 3']],
    ['three, but not within', [0, 5, 11], []],
    ['windows slide, they have no borders of their own', [8, 11, 17], ['8-17 3']],
    ['one hit for a burst, which grows', [0, 1, 2, 3, 4], ['0-4 5']],
    ['two bursts', [0, 1, 2, 50, 51, 52], ['0-2 3', '50-52 3']],
    ['windows that hang together are one burst', [0, 5, 10, 15, 20], ['0-20 5']],
    ['equal times', [7, 7, 7], ['7-7 3']],
  ])('%s', (_, seconds, expected) => {
    expect(hits(body, times('a', ...seconds))).toEqual(expected);
  });

  test('gt is one more than gte; other rules do not count', () => {
    const more = body.replace('gte: 3', 'gt: 3');
    expect(hits(more, times('a', 0, 1, 2))).toEqual([]);
    expect(hits(more, times('a', 0, 1, 2, 3))).toEqual(['0-3 4']);
    expect(hits(body, [...times('a', 0, 1), [2, 'b']])).toEqual([]);
  });

  test('groups are counted apart, letter case ignored; what lacks the field belongs to none', () => {
    const grouped = `${body}\ngroup-by: [User]`;
    const story: Story = [
      [0, 'a', { User: 'Bob' }],
      [1, 'a', { User: 'eve' }],
      [2, 'a', { User: 'bob' }],
      [3, 'a'],
      [4, 'a', { User: 'BOB' }],
    ];
    expect(hits(grouped, story)).toEqual(['0-4 3 Bob']);
  });

  test('what one event fulfils is a hit of its own where the next is a timespan away', () => {
    const any = body.replace('gte: 3', 'gte: 1');
    expect(hits(any, times('a', 0, 10, 21))).toEqual(['0-10 2', '21-21 1']);
  });

  test('an event that two rules meet is one event', () => {
    const two = body.replace('rules: a', 'rules: [a, b]').replace('gte: 3', 'gte: 2');
    expect(
      hits(two, [
        [0, 'a'],
        [0, 'b', { same: '' }],
      ]),
    ).toEqual([]);
    expect(
      hits(two, [
        [0, 'a'],
        [0, 'b', { same: '' }],
        [1, 'b'],
      ]),
    ).toEqual(['0-1 2']);
  });

  test('windows that are judged when they are over slide too', () => {
    const range = body.replace('gte: 3', 'gte: 3, lte: 5');
    expect(hits(range, times('a', 0, 9, 11, 12))).toEqual(['9-12 3']);
    expect(hits(body.replace('gte: 3', 'eq: 3'), times('a', 0, 9, 11, 12))).toEqual(['9-12 3']);
    // 1 to 11 and 5 to 15 both hold three and overlap.
    expect(hits(range, times('a', 1, 5, 11, 15))).toEqual(['1-15 4']);
    // What is inside of a larger window is not judged by itself.
    expect(hits(body.replace('gte: 3', 'lte: 2'), times('a', 0, 1, 2))).toEqual([]);
    // 8 to 18 holds five: what is before and behind it is two hits, which share the event at 10.
    const four = body.replace('gte: 3', 'eq: 4');
    expect(hits(four, times('a', 0, 8, 9, 10, 12, 18, 20))).toEqual(['0-10 4', '10-20 4']);
  });

  test('an upper bound is judged when the window is over', () => {
    const few = 'type: event_count\nrules: a\ntimespan: 10s\ncondition: { lte: 2 }';
    expect(hits(few, times('a', 0, 1, 2, 100, 101))).toEqual(['100-101 2']);
    const exactly = 'type: event_count\nrules: a\ntimespan: 10s\ncondition: { eq: 3 }';
    expect(hits(exactly, times('a', 0, 1, 2, 100, 101, 102, 103))).toEqual(['0-2 3']);
    const range = 'type: event_count\nrules: a\ntimespan: 10s\ncondition: { gt: 1, lte: 3 }';
    expect(hits(range, times('a', 0, 100, 101, 200, 201, 202, 203))).toEqual(['100-101 2']);
    const not = 'type: event_count\nrules: a\ntimespan: 10s\ncondition: { neq: 2 }';
    expect(hits(not, times('a', 0, 1, 50))).toEqual(['50-50 1']);
  });
});

describe('values', () => {
  const of = (type: string, rest: string): string =>
    `type: ${type}\nrules: a\ntimespan: 1m\ncondition: { ${rest} }`;
  const valued = (...values: readonly string[]): Story =>
    values.map((value, at) => [at, 'a', { V: value, W: at % 2 === 0 ? 'x' : 'y' }] as const);

  test('value_count counts distinct ones, or distinct tuples', () => {
    expect(hits(of('value_count', 'field: V, gte: 3'), valued('1', '1', '2'))).toEqual([]);
    expect(hits(of('value_count', 'field: V, gte: 3'), valued('1', '1', '2', '3'))).toEqual([
      '0-3 4',
    ]);
    expect(hits(of('value_count', 'field: [V, W], gte: 3'), valued('1', '1', '2'))).toEqual([
      '0-2 3',
    ]);
  });

  test.each<readonly [string, string, string[], string[]]>([
    ['value_sum', 'field: V, gt: 10', ['4', '6', '1'], ['0-2 3']],
    ['value_sum', 'field: V, gt: 10', ['4', '6', 'no number'], []],
    ['value_sum', 'field: V, gt: 10', ['6', '0b11', '0x10', '0o7', '+7', ' 7', '1e400'], []],
    ['value_sum', 'field: V, gt: 10', ['6', '4', '-0'], []],
    ['value_sum', 'field: V, gt: 10', ['6', '45E-1'], ['0-1 2']],
    ['value_avg', 'field: V, gte: 10', ['', '10', ' '], ['1-1 1']],
    ['value_avg', 'field: V, gte: 4', ['1', '7'], ['0-1 2']],
    ['value_avg', 'field: V, gte: 4', ['1', '6'], []],
    ['value_median', 'field: V, gte: 5', ['1', '2', '8'], []],
    // 1 2 8 9: the mean of 2 and 8.
    ['value_median', 'field: V, gte: 5', ['1', '2', '8', '9'], ['0-3 4']],
    // Nearest rank: of four values the 75th per cent is the third.
    ['value_percentile', 'field: V, percentile: 75, gte: 8', ['1', '2', '8', '9'], ['0-3 4']],
    ['value_percentile', 'field: V, percentile: 50, gte: 8', ['1', '2', '8', '9'], []],
  ])('%s %s of %j', (type, rest, values, expected) => {
    expect(hits(of(type, rest), valued(...values))).toEqual(expected);
  });

  test('what leaves the window is no longer added up', () => {
    const story: Story = [
      [0, 'a', { V: '9' }],
      [61, 'a', { V: '2' }],
    ];
    expect(hits(of('value_sum', 'field: V, gt: 10'), story)).toEqual([]);
  });
});

describe('temporal', () => {
  const body = 'type: temporal\nrules: [a, b, c]\ntimespan: 10s';

  test('all rules in any order, repetitions count for nothing', () => {
    expect(
      hits(body, [
        [0, 'c'],
        [3, 'a'],
        [4, 'a'],
        [9, 'b'],
      ]),
    ).toEqual(['0-9 4']);
    expect(
      hits(body, [
        [0, 'c'],
        [3, 'a'],
        [11, 'b'],
      ]),
    ).toEqual([]);
  });

  test('so many of them, or as a condition says', () => {
    const two = `${body}\ncondition: { gte: 2 }`;
    expect(
      hits(two, [
        [0, 'c'],
        [3, 'a'],
      ]),
    ).toEqual(['0-3 2']);
    const said = `${body}\ncondition: a and (b or c)`;
    expect(
      hits(said, [
        [0, 'c'],
        [3, 'a'],
      ]),
    ).toEqual(['0-3 2']);
    const without = `${body}\ncondition: a and not b and not c`;
    expect(
      hits(without, [
        [0, 'a'],
        [50, 'a'],
        [52, 'b'],
      ]),
    ).toEqual(['0-0 1']);
  });

  test('in their order', () => {
    const ordered = body.replace('temporal', 'temporal_ordered');
    expect(
      hits(ordered, [
        [0, 'a'],
        [1, 'b'],
        [2, 'c'],
      ]),
    ).toEqual(['0-2 3']);
    expect(
      hits(ordered, [
        [0, 'b'],
        [1, 'a'],
        [2, 'c'],
      ]),
    ).toEqual([]);
    // The latest beginning counts: the first a is too old, the second is not.
    expect(
      hits(ordered, [
        [0, 'a'],
        [9, 'a'],
        [10, 'b'],
        [15, 'c'],
      ]),
    ).toEqual(['9-15 3']);
    expect(
      hits(ordered, [
        [0, 'a'],
        [5, 'b'],
        [11, 'c'],
      ]),
    ).toEqual([]);
    // Of one time in whatever order they are read.
    for (const tied of [
      ['a', 'b'],
      ['b', 'a'],
    ])
      expect(hits(ordered, [...tied.map((rule) => [1, rule] as const), [2, 'c']])).toEqual([
        '1-2 3',
      ]);
    const joined = `${ordered}\ncondition: b and a and c`;
    expect(
      hits(joined, [
        [0, 'b'],
        [1, 'a'],
        [2, 'c'],
      ]),
    ).toEqual([]);
    expect(
      hits(joined, [
        [0, 'a'],
        [1, 'b'],
        [2, 'c'],
      ]),
    ).toEqual(['0-2 3']);
    const again = [
      [0, 'a'],
      [1, 'b'],
      [2, 'c'],
      [3, 'c'],
      [4, 'a'],
      [5, 'b'],
      [6, 'c'],
    ] as const;
    expect(hits(ordered, again)).toEqual(['0-2 3', '4-6 3']);
  });

  test.each<readonly [Story, string[]]>([
    [
      [
        [0, 'a'],
        [0, 'b', { same: '' }],
        [5, 'c'],
      ],
      ['0-5 2'],
    ],
    [
      [
        [0, 'a'],
        [0, 'b', { same: '' }],
        [0, 'c', { same: '' }],
      ],
      ['0-0 1'],
    ],
    // What has left the window took both with it.
    [
      [
        [0, 'a'],
        [0, 'b', { same: '' }],
        [20, 'a'],
        [20, 'b', { same: '' }],
        [21, 'c'],
      ],
      ['20-21 2'],
    ],
  ])('an event that several rules meet is one event: %j', (story, expected) => {
    expect(hits(body, story)).toEqual(expected);
    expect(hits(body.replace('temporal', 'temporal_ordered'), story).slice(0, 1)).toEqual(expected);
    const inner = correlation(body, 'inner');
    const outer = 'type: event_count\nrules: inner\ntimespan: 1h\ncondition: { gte: 1 }';
    const events = (hit: string | undefined): string | undefined => hit?.split(' ')[1];
    expect(events(hits(outer, story, inner)[0])).toBe(events(expected[0]));
  });

  test('aliases join fields of different names', () => {
    const aliased = `type: temporal
rules: [a, b]
timespan: 1m
group-by: [who]
aliases: { who: { a: SourceUser, id-b: TargetUser } }`;
    const story: Story = [
      [0, 'a', { SourceUser: 'bob', TargetUser: 'eve' }],
      [1, 'b', { SourceUser: 'eve', TargetUser: 'mallory' }],
      [2, 'b', { SourceUser: 'x', TargetUser: 'bob' }],
    ];
    expect(hits(aliased, story)).toEqual(['0-2 2 bob']);
  });
});

test('of one time, events count in any order, for a rule that is listed twice too', () => {
  const body = 'type: temporal_ordered\nrules: [a, b, a]\ntimespan: 1m';
  expect(
    hits(body, [
      [0, 'a'],
      [5, 'b'],
      [5, 'a'],
    ]),
  ).toEqual(['0-5 3']);
  expect(
    hits(body, [
      [0, 'a'],
      [5, 'a'],
      [5, 'b'],
    ]),
  ).toEqual(['0-5 3']);
  expect(
    hits(body, [
      [5, 'b'],
      [5, 'a'],
      [5, 'a'],
    ]),
  ).toEqual(['5-5 3']);
  expect(
    hits(body, [
      [5, 'b'],
      [5, 'a'],
    ]),
  ).toEqual([]);
});

test('an event that meets two rules is judged with both of them', () => {
  const body = 'type: temporal\nrules: [a, b]\ntimespan: 10s';
  const turned = 'type: temporal\nrules: [b, a]\ntimespan: 10s';
  const story: Story = [[0, 'b'], [5, 'a'], [10, 'b'], [12, 'a'], [12, 'b', { same: 'yes' }]]; // prettier-ignore
  expect(hits(body, story)).toEqual(['0-12 4']);
  expect(hits(turned, story)).toEqual(['0-12 4']);
});

test('an event of a tied chain counts once', () => {
  const body = 'type: temporal_ordered\nrules: [a, b, c]\ntimespan: 10s';
  expect(hits(body, [[3, 'a'], [3, 'c', { same: 'yes' }], [3, 'b']])).toEqual(['3-3 2']); // prettier-ignore
});

test.each(['lt: 1', 'eq: 0', '{gt: 5, lt: 3}'])(
  'refuses a count that never is: %s',
  (condition) => {
    const body = `type: event_count\nrules: [a]\ntimespan: 10s\ncondition: ${condition.startsWith('{') ? condition : `{${condition}}`}`;
    expect(() => hits(body, [])).toThrow('never met');
  },
);

test.each([
  ['temporal', '{gt: 2}'],
  ['temporal', '{gt: 1, neq: 2}'],
  ['temporal_ordered', '{gte: 0}'],
  ['temporal_ordered', '{gte: 1.5}'],
])('refuses %s that no window of two rules can fulfil: %s', (type, condition) => {
  const body = `type: ${type}\nrules: [a, b]\ntimespan: 10s\ncondition: ${condition}`;
  expect(() => hits(body, [])).toThrow(/never met|whole number/);
});

test('a median of two decimals is exact', () => {
  const body = (operator: string): string =>
    `type: value_median\nrules: [a]\ntimespan: 10s\ncondition: {${operator}: 0.15, field: V}`;
  const story: Story = [[0, 'a', { V: '0.1' }], [1, 'a', { V: '0.2' }]]; // prettier-ignore
  expect(hits(body('gt'), story)).toEqual([]);
  expect(hits(body('gte'), story)).toEqual(['0-1 2']);
});
