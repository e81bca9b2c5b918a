import { describe, expect, test } from 'vitest';
import type { FieldValue } from '@shared/model/event';
import { compileRules } from '@shared/sigma/rule-set';
import { event, fires, outcomeOf, rule } from './one-rule';

type Case = readonly [selection: string, value: FieldValue, expected: boolean];

describe('one field', () => {
  test.each<Case>([
    ['F: cmd.exe', 'CMD.EXE', true],
    ['F: cmd.exe', 'xcmd.exe', false],
    ['F|cased: cmd.exe', 'CMD.EXE', false],
    ['F|contains: Σ', 'ΟΔΟΣ', true],
    ['F|contains: К', 'xкx', true],
    ['F|contains|cased: cmd', 'a cmd b', true],
    ['F: 4688', '4688', true],
    ['F: 4688', '0x1250', false],
    ["F: 'true'", 'True', true],
    ["F: ''", '', true],
    ["F: ''", null, false],
    ['F: null', null, true],
    ['F: null', '', false],
    ['F|startswith: ab', 'abc', true],
    ['F|endswith: \\cmd.exe', 'C:\\cmd.exe', true],
    ["F|endswith: 'a\\'", 'xa\\', true],
    ['F|contains: a*c', 'xabcx', true],
    ['F|contains|all: [a, b]', 'b a', true],
    ['F|contains|all: [a, b]', 'a', false],
    ['F|all|contains: [a, b]', ['a', 'b'], true],
    ['F: [a, b]', 'b', true],
    ['F: []', null, true],
    ['F|neq: a', 'b', true],
    ['F|neq: [a, b]', 'b', false],
    ['F|exists: true', null, true],
    ['F|exists: false', '', false],
    ['F|re: ^a.c$', 'abc', true],
    ['F|re: ^a.c$', 'ABC', false],
    ['F|re|i: ^a.c$', 'ABC', true],
    ["F|re: '(?i)^a'", 'A', true],
    ['F|re|s: a.c', 'a\nc', true],
    ['F|re|m: ^b', 'a\nb', true],
    ['F|cidr: 10.0.0.0/8', '10.1.2.3', true],
    ['F|cidr: 10.0.0.0/8', '::ffff:10.1.2.3', true],
    ['F|cidr: 10.0.0.0/8', '11.0.0.1', false],
    ['F|cidr: fe80::/10', 'fe80::1', true],
    ['F|cidr: 10.0.0.0/8', 'no address', false],
    ['F|lt: 5', '4', true],
    ['F|gte: 16', '0x10', true],
    ['F|gt: 5', 'five', false],
    ['F|base64: foo', 'Zm9v', true],
    ['F|base64offset|contains: foo bar', 'xxZm9vIGJhcg==', true],
    ['F|wide|base64offset|contains: IEX', 'SQBFAFgA', true],
    ['F|windash|contains: " -enc"', 'x /enc y', true],
    ['F|contains|windash: " -enc"', 'x \u2014enc y', true],
    ['F|windash|contains: a-b', 'a/b', false],
    ['F|contains|windash: " -é"', 'a /é', true],
    ['F|contains|windash: é-b', 'é/b', false],
    ["F|cidr: '::/0'", '::ffff:10.0.0.5', true],
    ["F|cidr: '10.0.0.0/8'", '::ffff:10.0.0.5', true],
    ["F|cidr: '::ffff:0:0/96'", '10.0.0.5', false],
    ["F|cidr: '::ffff:0:0/96'", '::ffff:10.0.0.5', true],
    ['F|windash|wide|base64offset|contains: " -enc"', 'x IAAtAGUAbgBjAA== y', true],
    ['F|windash|wide|base64offset|contains: " -enc"', 'x AALwBlAG4AYw y', true],
    ['F|windash|wide|base64offset|contains: " -enc"', 'x IAArAGUAbgBjAA== y', false],
    ['F|windash|base64: "-a /b"', 'L2EgLWI=', true],
    ['F|hour: 22', '2021-04-22 22:09:35.159', true],
    ['F|hour|gte: 23', '2021-04-22 22:09:35.159', false],
    ['F|week: 53', '2021-01-01', true],
    ['F|week: 1', '2020-12-28', false],
  ])('%s on %j is %s', (selection, value, expected) => {
    expect(fires(selection, { F: value })).toBe(expected);
  });
});

test('a test of an absent field is false, its negation true', () => {
  expect(fires('F: a', { G: 'a' })).toBe(false);
  expect(fires('F|neq: a', { G: 'a' })).toBe(true);
  expect(fires('F: null', { G: 'a' })).toBe(true);
  expect(fires('F|exists: false', { G: 'a' })).toBe(true);
  expect(fires('F|re: .*', { G: 'a' })).toBe(false);
});

test.each<readonly [string, boolean]>([
  ['A|fieldref: B', true],
  ['A|fieldref|cased: B', false],
  ['A|fieldref|startswith: C', true],
  ['A|fieldref|contains: D', false],
  ['A|fieldref: Missing', false],
])('%s', (selection, expected) => {
  expect(fires(selection, { A: 'Ab', B: 'aB', C: 'a', D: 'z' })).toBe(expected);
});

test.each<readonly [string, boolean]>([
  ['- one\n- two', true],
  ['"|all": [one, three]', true],
  ['"|all": [one, none]', false],
  ['"|re": "O.E"', true],
  ['- t?ree', true],
  ['- F', false],
  ['"|windash": "e B"', true],
  ['"|windash": "ONE"', true],
  ['"|cased": ONE', true],
  ['"|startswith": one', false],
  ['"|startswith": a', true],
])('keywords %s', (selection, expected) => {
  expect(fires(selection, { F: 'a ONE b', G: [null, 'x three'] })).toBe(expected);
});

test.each([
  ['F|foo: a', 'unknown modifier'],
  ['F|constructor: a', 'unknown modifier'],
  ['F|toString: a', 'unknown modifier'],
  ['F|contains|re: a', 'first modifier'],
  ['F|re: "("', 'regular expression'],
  ['F|re: "\\\\p{L}"', 'regular expression'],
  ['F|re: null', 'needs a value'],
  ['F|cidr: 10.1.2.3/8', 'no network'],
  ['F|lt: a', 'needs a number'],
  ['F|gte|hour: 1', 'cannot follow'],
  ['F|exists: 1', 'exists'],
  ['F|exists|neq: true', 'stands alone'],
  ['F|cidr|contains: 10.0.0.0/8', 'no other modifier'],
  ['F|wide: a', 'base64'],
  ['F|base64: a*', 'without wildcards'],
  ['F|windash|base64: -a -b -c -d -e', 'too many ways'],
  ['F|contains: null', 'no modifier'],
  ['"|neq": a', 'needs a field'],
  ['- null', 'needs a field'],
  ['F: {a: b}', 'neither a scalar'],
])('%s is refused', (selection, reason) => {
  const indented = selection.replaceAll('\n', '\n  ');
  const outcome = outcomeOf(rule(`s:\n  ${indented}\ncondition: s`));
  expect(outcome?.state).toBe('invalid');
  expect(outcome?.reason).toContain(reason);
});

describe('placeholders', () => {
  const text = rule("s:\n  F|expand: '%a%-\\%a%-%b%'\ncondition: s");
  const compiled = (lists: Record<string, string[]>) =>
    compileRules([{ path: 'p', text, hash: '' }], lists);

  test('each text of each list is tried, wildcards included', () => {
    const set = compiled({ a: ['x', 'y*'], b: ['1'] });
    expect(set.match(event({ F: 'x-%a%-1' }))).toHaveLength(1);
    expect(set.match(event({ F: 'yyy-%a%-1' }))).toHaveLength(1);
    expect(set.match(event({ F: 'z-%a%-1' }))).toHaveLength(0);
  });

  test('a list that names itself is not expanded again', () => {
    const set = compiled({ a: ['%a%'], b: ['1'] });
    expect(set.match(event({ F: '%a%-%a%-1' }))).toHaveLength(1);
  });

  test.each([
    ['C:\\\\%dir%\\a.exe', 'C:\\Users\\a.exe'],
    ['C:\\%dir%', 'C:%dir%'],
    ['C:\\\\\\%dir%', 'C:\\%dir%'],
    ['\\%dir%%dir%', '%dir%Users'],
    ['50\\% of %dir%', '50% of Users'],
    ['50% of %dir%', '50% of Users'],
    ['%dir%\\*', 'Users*'],
  ])('%s means %s', (raw, value) => {
    const source = { path: 'p', text: rule(`s:\n  F|expand: '${raw}'\ncondition: s`), hash: '' };
    const set = compileRules([source], { dir: ['Users'] });
    expect(set.match(event({ F: value }))).toHaveLength(1);
    expect(set.match(event({ F: `${value}x` }))).toHaveLength(0);
    const [unset] = compileRules([source]).outcomes;
    const isNamed = value.includes('Users');
    expect(unset?.reason).toBe(isNamed ? 'placeholder %dir% has no list' : '');
  });

  test('modifiers before it leave what the list holds alone', () => {
    const of = (chain: string, raw: string) =>
      compileRules(
        [{ path: 'p', text: rule(`s:\n  F|${chain}: '${raw}'\ncondition: s`), hash: '' }],
        { p: ['-a', 'b*c'] },
      );
    expect(of('contains|expand', ' %p% ').match(event({ F: 'x bxc y' }))).toHaveLength(1);
    expect(of('expand|windash', '%p%').match(event({ F: '/a' }))).toHaveLength(1);
    expect(of('windash|expand', '-x %p%').match(event({ F: '/x -a' }))).toHaveLength(1);
    expect(of('windash|expand', '-x %p%').match(event({ F: '/x /a' }))).toHaveLength(0);
  });

  test('without a list the rule is not run, and says which', () => {
    const [outcome] = compiled({ a: ['x'] }).outcomes;
    expect(outcome).toMatchObject({ state: 'notRun', reason: 'placeholder %b% has no list' });
  });

  test('all lists a rule lacks are told; one that is broken is invalid all the same', () => {
    const of = (condition: string) =>
      compileRules([
        {
          path: 'p',
          text: rule(`s:\n  F|expand: '%a% %b%'\n  G|expand: '%c%'\ncondition: ${condition}`),
          hash: '',
        },
      ]).outcomes[0];
    expect(of('s')).toMatchObject({
      ...{ state: 'notRun', reason: 'placeholders %a%, %b%, %c% have no list' },
    });
    expect(of('t')).toMatchObject({ state: 'invalid' });
  });

  test.each([
    ['{ product: wndows }', "F|expand: '%a%'", 'notRun', ['%a%', 'wndows']],
    ['{}', "F|expand: '%a%'", 'invalid', ['%a%', 'neither product']],
    ['{ product: windows }', "F|expand|wide: '%a%'", 'invalid', ['%a%', 'must be followed by']],
    [
      '{ product: wndows }',
      "F|expand: '%a%'\n  G|re: '('\n  H|odd: 1",
      'invalid',
      [...['%a%', 'wndows', 'regular expression', 'unknown modifier odd']],
    ],
    ['{ product: windows }', "F|expand: ['%a%', '%b%']", 'notRun', ['%a%, %b%']],
  ])('every reason is told, unset placeholders among them: %s %s', (source, item, state, words) => {
    const text = `title: t\nlogsource: ${source}\ndetection:\n s:\n  ${item}\n condition: s\n`;
    const [outcome] = compileRules([{ path: 'p', text, hash: '' }]).outcomes;
    expect(outcome?.state).toBe(state);
    for (const word of words) expect(outcome?.reason).toContain(word);
  });

  test('what a condition lacks is told beside a broken selection; a reason is told once, and some twenty of thousands', () => {
    const of = (selection: string, condition = 's and t') =>
      compileRules([
        { path: 'p', text: rule(`s:\n  ${selection}\ncondition: ${condition}`), hash: '' },
      ]).outcomes[0]?.reason;
    expect(of('F|odd: 1')).toBe('unknown modifier odd; condition: there is no detection "t"');
    expect(of("F|cidr: ['x', 'x']", 's')).toBe('x is no network');
    const many = Array.from({ length: 200_000 }, (_, number) => number).join();
    expect(of(`F|cidr: [${many}]`, 's')?.split('; ')).toHaveLength(20);
  });
});
