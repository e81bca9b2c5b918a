/** How correlations call the rules they listen to. */
import { describe, expect, test } from 'vitest';
import { runRuleCases } from '@shared/sigma/rule-cases';
import { compileRules } from '@shared/sigma/rule-set';

const A = 'AAAAAAAA-0000-4000-8000-00000000000A';
const B = 'bbbbbbbb-0000-4000-8000-00000000000b';
const base = (id: string, name: string): string =>
  `title: ${name}\nid: ${id}\nname: ${name}\nlogsource: {product: windows}\ndetection: {s: {K: ${name}}, condition: s}`;
const BASE = `${base(A, 'a')}\n---\n${base(B, 'b')}`;
const correlation = (body: string): string => `title: c\nname: c\ncorrelation: {${body}}`;
const outcomeOf = (body: string, ...more: string[]) =>
  compileRules([
    { path: 'r.yml', hash: '', text: [BASE, correlation(body), ...more].join('\n---\n') },
  ]).outcomes[2];
const messages = (body: string, ...more: string[]) =>
  outcomeOf(body, ...more)?.warnings.map(({ message }) => message);

/** What is wrong with how often a correlation is met by events of these rules, a second apart. */
const failure = (body: string, rules: string, times: number): string | undefined => {
  const rule = `${BASE}\n---\n${correlation(body)}`;
  const events = [...rules].map((K, at) => ({ time: `2024-01-01T00:00:0${at}Z`, K }));
  const cases = [{ name: 'x', rule, events, correlations: times }];
  return runRuleCases(JSON.stringify(cases)).failures[0]?.reason;
};

describe('ids are the same in either letter case', () => {
  test.each([A, A.toLowerCase(), 'a'])('%s', (called) => {
    const body = `type: event_count, rules: ['${called}'], timespan: 1m, condition: {gte: 2}`;
    expect(failure(body, 'aa', 1)).toBeUndefined();
  });
});

describe('a condition over rules', () => {
  test.each([
    [`rules: ['${A}', b], condition: a and b`],
    [`rules: [a, b], condition: ${A.toLowerCase()} and ${B.toUpperCase()}`],
    [`rules: ['${B}', a], condition: b and ${A}`],
    ['rules: [a, b], condition: all of them'],
  ])('%s', (body) => {
    expect(failure(`type: temporal, timespan: 1m, ${body}`, 'ab', 1)).toBeUndefined();
    expect(failure(`type: temporal, timespan: 1m, ${body}`, 'aa', 0)).toBeUndefined();
  });

  test('one that leaves out a listed rule is refused', () => {
    expect(outcomeOf('type: temporal, rules: [a, b], timespan: 1m, condition: a')).toMatchObject({
      state: 'invalid',
      reason: 'correlation.condition says nothing of its rule b',
    });
    const ordered = 'type: temporal_ordered, rules: [a, b, a], timespan: 1m, condition: a and b';
    expect(outcomeOf(ordered)?.state).toBe('loaded');
  });

  test('one over a rule that is not listed is refused', () => {
    expect(outcomeOf('type: temporal, rules: [a], timespan: 1m, condition: a or b')?.reason).toBe(
      'condition: there is no rule "b"',
    );
  });
});

describe('a rule that is listed twice', () => {
  test('counts once, also by id and name', () => {
    const body = `type: temporal, rules: [a, '${A}', b], timespan: 1m`;
    expect(messages(body)).toEqual([`rules lists ${A.toLowerCase()} again: it counts once`]);
    expect(failure(body, 'a', 0)).toBeUndefined();
    expect(failure(body, 'ab', 1)).toBeUndefined();
    expect(failure(`${body}, condition: {gte: 2}`, 'a', 0)).toBeUndefined();
    expect(failure(`${body}, condition: {gte: 2}`, 'ab', 1)).toBeUndefined();
  });

  test('cannot be two of the rules a condition asks for', () => {
    const body = 'type: temporal, rules: [a, a], timespan: 1m, condition: {gte: 2}';
    expect(outcomeOf(body)).toMatchObject({
      state: 'invalid',
      reason: 'correlation.condition asks for more rules than there are',
    });
  });

  test('is wanted twice where order counts', () => {
    const body = 'type: temporal_ordered, rules: [a, b, a], timespan: 1m';
    expect(messages(body)).toEqual([]);
    expect(failure(body, 'ab', 0)).toBeUndefined();
    expect(failure(body, 'aba', 1)).toBeUndefined();
  });
});

describe('aliases', () => {
  const aliased = (rule: string): string =>
    `type: event_count, rules: a, timespan: 1m, condition: {gte: 1}, group-by: [u], aliases: {u: {${rule}: K}}`;

  test('of a rule by its id in either letter case', () => {
    expect(failure(aliased(A.toLowerCase()), 'a', 1)).toBeUndefined();
    expect(failure(aliased(A), 'a', 1)).toBeUndefined();
  });

  test('of a rule that is nowhere are refused, of one that is not listed told', () => {
    expect(outcomeOf(aliased('nobody'))).toMatchObject({
      state: 'invalid',
      reason: 'aliases.u: there is no rule nobody in this set',
    });
    expect(outcomeOf(aliased('b'))?.state).toBe('loaded');
    expect(messages(aliased('b'))).toEqual(['aliases.u names b, which is none of its rules']);
  });
});

test('generate is true or false, not a text', () => {
  const body = 'type: event_count, rules: a, timespan: 1m, condition: {gte: 1}, generate: "true"';
  expect(outcomeOf(body)?.reason).toBe('correlation.generate is true or false');
});

test('a rule says which correlations keep it to themselves', () => {
  const counts = (title: string, more = ''): string =>
    `title: ${title}\nname: ${title}\ncorrelation: {type: event_count, rules: a, timespan: 1m, condition: {gte: 1}${more}}`;
  const keptBy = (...texts: string[]) =>
    compileRules([
      { path: 'r.yml', hash: '', text: [BASE, ...texts].join('\n---\n') },
    ]).outcomes.map((one) => one.keptBy);
  expect(keptBy(counts('one'), counts('two'))).toEqual([['one', 'two'], [], [], []]);
  expect(keptBy(counts('one'), counts('two', ', generate: true'))).toEqual([[], [], [], []]);
  const over = counts('over').replace('rules: a', 'rules: one');
  expect(keptBy(counts('one'), over)).toEqual([['one'], [], ['over'], []]);
  // A correlation that is skipped keeps nothing.
  expect(keptBy(`status: deprecated\n${counts('one')}`)).toEqual([[], [], []]);
});
