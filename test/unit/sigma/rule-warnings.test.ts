import { describe, expect, test } from 'vitest';
import { warningsOf } from '@shared/sigma/rule-warnings';
import { event, outcomeOf, rule, rulesOf } from './one-rule';

const messages = (map: Record<string, unknown>): string[] =>
  warningsOf(map).map(({ message }) => message);

describe('a wildcard behind a single backslash', () => {
  const isTold = (value: string, key = 'Image'): boolean =>
    messages({ detection: { s: { [key]: value }, condition: 's' } }).length > 0;

  test.each([
    'C:\\*',
    'C:\\Windows\\*',
    'C:\\\\Windows\\*',
    '*\\Temp\\*.exe',
    '\\Users\\?',
    '%TEMP%\\*',
    'HKLM\\*',
    'DOMAIN\\*',
  ])('%s is a path whose wildcard is none', (value) => expect(isTold(value)).toBe(true));

  test.each([
    'C:\\Windows\\\\*',
    'C:\\Windows\\\\\\*.exe',
    ' -Filter \\*',
    'momyshark\\?key=',
    'select \\*',
    '\\*.lnk',
    '\\*avira\\*',
    'C:\\Windows*',
    "QP's\\*(58vaP",
  ])('%s says what it means', (value) => expect(isTold(value)).toBe(false));

  test('patterns of another language, and what is no value, are left alone', () => {
    expect(isTold('C:\\*', 'Image|re')).toBe(false);
    expect(isTold('C:\\*', 'Image|endswith')).toBe(true);
    expect(messages({ detection: { s: ['D:\\a\\*'], condition: 's' } })[0]).toContain('keyword');
    expect(messages({ filter: { rules: ['a\\*'], s: { F: 'a\\*' } } })).toHaveLength(1);
    expect(messages({ detection: { s: [{ F: ['a\\*'] }, { F: 'a\\*' }] } })).toHaveLength(1);
  });
});

test('an unknown level or status is told, the rule runs', () => {
  const given = rule('s:\n  F: a\ncondition: s');
  const outcome = outcomeOf(`level: severe\nstatus: fine\n${given}`);
  expect(outcome).toMatchObject({ state: 'loaded', level: 'informational' });
  expect(outcome?.warnings.map(({ message }) => message)).toEqual([
    expect.stringContaining('level severe is none of'),
    expect.stringContaining('status fine is none of'),
  ]);
  expect(outcomeOf(`level: High\n${given}`)?.warnings).toEqual([]);
});

describe('what filters name', () => {
  const filter = (rules: string, logSource = 'product: windows'): string =>
    `title: of ${rules} ${logSource.replace(':', '')}\nlogsource: {${logSource}}\nfilter: {rules: [${rules}], x: {G: good}, condition: not x}\n`;
  const ID = 'ABCDEF00-0000-4000-8000-000000000001';
  const named = `name: r\n${rule('s:\n  F: a\ncondition: s').replace('id: r', `id: ${ID}`)}`;
  const correlation =
    'title: c\nname: c\ncorrelation: {type: event_count, rules: r, timespan: 1m, condition: {gte: 1}}\n';
  const told = (...filters: string[]) =>
    rulesOf(named, correlation, ...filters)
      .outcomes.slice(2)
      .map(({ state, warnings }) => [state, ...warnings.map(({ message }) => message)]);

  test('a rule by its name, and by its id in either letter case', () => {
    for (const one of ['r', ID, ID.toLowerCase()]) {
      expect(told(filter(one))).toEqual([['loaded']]);
      expect(rulesOf(named, filter(one)).match(event({ F: 'a', G: 'good' }))).toEqual([]);
    }
  });

  test('what it cannot apply to is told by name', () => {
    expect(told(filter('nobody, r'), filter('c'), filter('r', 'product: linux'))).toEqual([
      ['loaded', 'there is no rule nobody'],
      ['loaded', 'c is a correlation, and filters apply to rules alone'],
      ['loaded', 'it does not apply to r, whose log source is another'],
    ]);
  });

  test('filters of one title and no id all apply, and are numbered', () => {
    const second = filter('r').replace('good', 'fine');
    expect(told(filter('r'), second)).toEqual([
      ['loaded'],
      [
        'loaded',
        'another filter without an id has the title of r product windows: this one is called of r product windows (2); give each an id',
      ],
    ]);
    const set = rulesOf(named, filter('r'), second);
    expect(set.match(event({ F: 'a', G: 'good' }))).toEqual([]);
    expect(set.match(event({ F: 'a', G: 'fine' }))).toEqual([]);
    expect(set.match(event({ F: 'a', G: 'bad' }))).toHaveLength(1);
  });
});
