/** Which correlations load, and why others do not. */
import { describe, expect, test } from 'vitest';
import type { RuleSource } from '@shared/sigma/rule-source';
import { compileRules } from '@shared/sigma/rule-set';
import { outcomeOf } from '../one-rule';
import { BASE, correlation } from './stories';

describe('what loads', () => {
  const loaded = (body: string): string => {
    const text = `${BASE}\n---\n${correlation(body)}`;
    const set = compileRules([{ path: 'r.yml', text, hash: '' }]);
    return set.outcomes.at(-1)?.reason ?? '';
  };
  test.each([
    ['type: event_count\nrules: a\ntimespan: 1h\ncondition: { gte: 1 }', ''],
    ['type: nothing\nrules: a\ntimespan: 1h', 'correlation.type nothing is not known'],
    ['type: event_count\nrules: a\ntimespan: 1h', 'correlation.condition is missing'],
    ['type: event_count\nrules: a\ntimespan: 1\ncondition: { gte: 1 }', 'correlation.timespan'],
    ['type: event_count\nrules: z\ntimespan: 1h\ncondition: { gte: 1 }', 'there is no rule z'],
    ['type: event_count\nrules: x\ntimespan: 1h\ncondition: { gte: 1 }', 'refers back to itself'],
    [
      'type: value_sum\nrules: a\ntimespan: 1h\ncondition: { gte: 1 }',
      'needs correlation.condition.field',
    ],
    ['type: event_count\nrules: a\ntimespan: 1h\ncondition: { over: 1 }', 'over is not known'],
    [
      'type: temporal_ordered\nrules: [a, b]\ntimespan: 1h\ncondition: a or b',
      'alternatives have no order',
    ],
    ['type: temporal_ordered\nrules: [a, b]\ntimespan: 1h\ncondition: a', 'joins all its rules'],
    ['type: temporal\nrules: [a, b]\ntimespan: 1h\ncondition: a and d', 'there is no rule "d"'],
    [
      'type: temporal\nrules: [a, b]\ntimespan: 1h\ncondition: { gte: 3 }',
      'more rules than there are',
    ],
    ...['not a and not b', 'a and b and not a', 'not (a or b)'].map((condition) => [
      `type: temporal\nrules: [a, b]\ntimespan: 1h\ncondition: ${condition}`,
      'never met: a window has an event of one of its rules',
    ]),
    ...['a or not a and b', 'not a or not b'].map((condition) => [
      `type: temporal\nrules: [a, b]\ntimespan: 1h\ncondition: ${condition}`,
      '',
    ]),
    ...[
      ['gt: 5, lt: 3', 'never met: no number passes it'],
      ['gt: 5, lt: 5', 'never met: no number passes it'],
      ['eq: 2, neq: 2', 'never met: no number passes it'],
      ['gte: 5, lte: 5', ''],
      ['gt: 5, lt: 5.5', ''],
      ['gt: 9007199254740992', ''],
      ['lt: -9007199254740992', ''],
      ['lt: 3, neq: 2.9', ''],
    ].map(([tests = '', reason = '']) => [
      `type: value_avg\nrules: a\ntimespan: 1h\ncondition: { field: F, ${tests} }`,
      reason,
    ]),
  ])('%s', (body, reason) => {
    if (reason === '') expect(loaded(body)).toBe('');
    else expect(loaded(body)).toContain(reason);
  });

  test('a rule only correlations listen to is silent, unless one of them says generate', () => {
    const set = (generate: string) =>
      compileRules([
        {
          ...{ path: 'r.yml', hash: '' },
          text: `${BASE}\n---\n${correlation(`type: event_count\nrules: a\ntimespan: 1h\ngroup-by: [U]\ncondition: { gte: 1 }${generate}`)}`,
        },
      ]);
    const event = { names: ['F', 'U'], values: ['a', 'bob'] };
    const [silent] = set('').match(event);
    expect(silent).toMatchObject({ silent: true, correlated: { U: 'bob' } });
    expect(set('\ngenerate: true').match(event)).toMatchObject([{ silent: false }]);
    expect(set('').match({ names: ['F'], values: ['b'] })).toMatchObject([
      { silent: false, correlated: null },
    ]);
  });

  test('a later version that cannot be linked leaves the earlier one in its place', () => {
    const id = 'id: 00000000-0000-4000-8000-000000000001';
    const source = (path: string, rule: string) => ({
      ...{ path, hash: '' },
      text: `title: ${path}
${id}
name: counted
correlation: { type: event_count, rules: ${rule}, timespan: 1h, condition: { gte: 1 } }`,
    });
    const listener = `title: heard
correlation: { type: event_count, rules: counted, timespan: 1h, condition: { gte: 1 } }`;
    const set = compileRules([
      { path: 'base.yml', text: `${BASE}\n---\n${listener}`, hash: '' },
      ...['a', 'b', 'z'].map((rule) => source(`${rule}.yml`, rule)),
    ]);
    expect(
      set.outcomes.slice(-4).map(({ title, state, reason }) => [title, state, reason]),
    ).toEqual([
      ['heard', 'loaded', ''],
      ['a.yml', 'skipped', 'another version of it stands in b.yml'],
      ['b.yml', 'loaded', ''],
      ['z.yml', 'invalid', 'there is no rule z in this set'],
    ]);
    expect(set.correlations.map(({ reference }) => reference.ruleTitle)).toEqual([
      'b.yml',
      'heard',
    ]);
  });

  test('a correlation alone is told by what it lacks', () => {
    const alone = correlation('type: event_count\nrules: q\ntimespan: 1h\ncondition: { gte: 1 }');
    expect(outcomeOf(alone)).toMatchObject({ state: 'invalid' });
  });
});

test('rules without an id that have one title are told apart, and say so', () => {
  const named = (name: string): string => `title: x
name: ${name}
logsource: { product: windows }
detection: { s: { F: ${name} }, condition: s }`;
  const count = (rule: string): string => `title: x
correlation: { type: event_count, rules: ${rule}, timespan: 1h, condition: { gte: 1 } }`;
  const text = [named('a'), named('b'), count('a')].join('\n---\n');
  const set = compileRules([{ path: 'r.yml', text, hash: '' }]);
  expect(set.outcomes.map(({ title, warnings }) => [title, warnings.length])).toEqual([
    ...[['x', 0] as const, ['x (2)', 1] as const, ['x (3)', 1] as const],
  ]);
  expect(set.outcomes[1]?.warnings[0]?.message).toBe(
    'another rule without an id has the title x: this one is called x (2); give each an id',
  );
  expect(set.rules.map(({ ruleTitle }) => ruleTitle)).toEqual(['x', 'x (2)']);
});

test('imports that come to stand elsewhere keep the titles of their rules', () => {
  const rule = (path: string, since?: number): RuleSource => {
    const text = `title: x\nlogsource: { product: windows }\ndetection: { s: { F: ${path} }, condition: s }`;
    return { path, text, hash: path, since };
  };
  const titlesOf = (...sources: readonly RuleSource[]): Record<string, string> =>
    Object.fromEntries(compileRules(sources).outcomes.map(({ file, title }) => [file, title]));
  const [starter, first, second, own] = [rule('s'), rule('1', 1), rule('2', 2), rule('o')];
  const titles = { s: 'x', o: 'x (2)', '1': 'x (3)', '2': 'x (4)' };
  expect(titlesOf(starter, first, second, own)).toEqual(titles);
  expect(titlesOf(starter, second, first, own)).toEqual(titles);
  expect(titlesOf(starter, own)).toEqual({ s: 'x', o: 'x (2)' });
});

test('a name that several rules have is warned of, with the one that counts', () => {
  const twin = `title: another a
id: id-2
name: a
logsource: { product: windows }
detection: { s: { F: z }, condition: s }`;
  const body = 'type: event_count\nrules: a\ntimespan: 1h\ncondition: { gte: 1 }';
  const text = [BASE, twin, correlation(body)].join('\n---\n');
  const set = compileRules([{ path: 'r.yml', text, hash: '' }]);
  expect(set.outcomes.at(-1)?.warnings).toEqual([
    {
      message: '2 rules are called a: only another a (id-2) counts here; refer to rules by id',
      written: 'a',
    },
  ]);
});

test('a rule without an id that is given twice counts once', () => {
  const text =
    'title: x\nlogsource: { product: windows }\ndetection: { s: { F: a }, condition: s }';
  const other = text.replace('F: a', 'F: b');
  const set = compileRules([text, other, text].map((one, at) => ({ path: `${at}.yml`, text: one, hash: '' }))); // prettier-ignore
  expect(set.outcomes.map(({ title, state }) => `${title} ${state}`)).toEqual([
    ...['x skipped', 'x (2) loaded', 'x loaded'],
  ]);
});
