/** Which correlations load, and why others do not. */
import { describe, expect, test } from 'vitest';
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

  test('a correlation alone is told by what it lacks', () => {
    const alone = correlation('type: event_count\nrules: q\ntimespan: 1h\ncondition: { gte: 1 }');
    expect(outcomeOf(alone)).toMatchObject({ state: 'invalid' });
  });
});
