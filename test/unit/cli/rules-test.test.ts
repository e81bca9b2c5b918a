/** `rules test` over lists of events, and what it says of cases it cannot answer. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from '../../fixtures/run-cli';
import { temporaryFolder } from '../../fixtures/temporary-folder';

const RULE = `title: T
name: base
logsource: {product: windows, category: process_creation}
detection: {s: {A: x}, condition: s}
`;
const CORRELATION = `${RULE}---
title: Many
correlation: {type: event_count, rules: [base], group-by: [B], timespan: 5m, condition: {gte: 2}}
`;
const hit = { A: 'x' };
const miss = { A: 'y' };

/** @returns the exit code and the lines printed */
function tested(...cases: readonly object[]): [number | null, string[]] {
  const file = path.join(temporaryFolder(), 'cases.yml');
  fs.writeFileSync(file, JSON.stringify(cases));
  const { status, stdout } = runCli('rules', 'test', file);
  return [status, stdout.trim().split('\n')];
}

it('match says whether any event matches, or each of them', () => {
  const answered = tested(
    { name: 'any', rule: RULE, events: [miss, hit], match: true },
    { name: 'none', rule: RULE, events: [miss, miss], match: false },
    { name: 'each', rule: RULE, events: [miss, hit], match: [false, true] },
    {
      ...{ name: 'mapped', rule: RULE, mode: 'mapped', match: [true, false] },
      events: [
        { Channel: 'Security', EventID: 4688, A: 'x' },
        { Channel: 'System', EventID: 4688, A: 'x' },
      ],
    },
  );
  expect(answered).toEqual([0, ['4 passed, 0 failed']]);
});

it('a case without a rule tests the one that is named', () => {
  const folder = temporaryFolder();
  const [rule, cases] = [path.join(folder, 'rule.yml'), path.join(folder, 'cases.yml')];
  fs.writeFileSync(rule, RULE);
  fs.writeFileSync(cases, JSON.stringify([{ name: 'one', event: hit, match: true }]));
  expect(runCli('rules', 'test', '--rule', rule, cases).stdout).toBe('1 passed, 0 failed\n');
  expect(runCli('rules', 'test', cases).stdout).toContain('FAILED one: rule is missing');
  expect(runCli('rules', 'test', '--rule', path.join(folder, 'none'), cases).status).toBe(2);
});

it('all documents of a rule answer, filters among them', () => {
  const filter = (name: string): string =>
    `---\ntitle: F\nlogsource: {product: windows}\nfilter: {rules: [${name}], g: {B: good}, condition: not g}\n`;
  const second = RULE.replace('base', 'second').replace('A: x', 'A: y');
  const good = { ...hit, B: 'good' };
  const each = { events: [hit, miss, good], match: [true, true, false] };
  const rule = `${RULE}${filter('base')}---\n${second}`;
  const broken = `${RULE}---\n${second.replace('condition: s', 'condition: no')}`;
  const [status, lines] = tested(
    { name: 'all', rule, ...each },
    { name: 'mapped', rule, events: [hit], match: [false], mode: 'mapped' },
    { name: 'broken', rule: broken, event: hit, match: true },
    { name: 'a filter alone', rule: filter('base'), event: hit, match: false },
  );
  expect(status).toBe(1);
  expect(lines).toEqual([
    'FAILED broken: condition: there is no detection "no"',
    'FAILED a filter alone: no rule',
    '2 passed, 2 failed',
  ]);
});

it('placeholders come with the case or with the command', () => {
  const folder = temporaryFolder();
  const [cases, lists] = [path.join(folder, 'cases.yml'), path.join(folder, 'lists.yml')];
  const rule = RULE.replace('A: x', "'A|expand': '%names%'");
  const given = [
    {
      name: 'own',
      rule,
      placeholders: { names: ['x', 5] },
      events: [hit, { A: 5 }],
      match: [true, true],
    },
    { name: 'common', rule, event: { A: 'z' }, match: true },
  ];
  fs.writeFileSync(cases, JSON.stringify(given));
  fs.writeFileSync(lists, 'names: [z]\n');
  expect(runCli('rules', 'test', '--placeholders', lists, cases).stdout).toBe(
    '2 passed, 0 failed\n',
  );
  expect(runCli('rules', 'test', cases).stdout).toContain(
    'FAILED common: placeholder %names% has no list',
  );
});

it('another answer fails with both', () => {
  const [status, lines] = tested(
    { name: 'one', rule: RULE, events: [miss, hit], match: false },
    { name: 'two', rule: RULE, events: [miss, hit], match: [true, true] },
    { name: 'three', rule: RULE, events: [miss, hit], match: [false] },
  );
  expect(status).toBe(1);
  expect(lines).toEqual([
    'FAILED one: expected false, the rule answers true',
    'FAILED two: expected true,true, the rule answers false,true',
    'FAILED three: expected false, the rule answers false,true',
    '0 passed, 3 failed',
  ]);
});

describe('a correlation', () => {
  const at = (second: number): object => ({
    ...hit,
    time: `2026-03-01T10:00:0${second}Z`,
    B: 'bob',
  });
  const events = [at(0), at(1), at(2)];
  const answer = (expected: object): readonly [number | null, string[]] =>
    tested({ name: 'many', rule: CORRELATION, events, ...expected });

  it.each([
    { correlations: 1 },
    { correlations: [{ events: 3 }] },
    { correlations: [{ events: 3, group: { B: 'bob' } }] },
    { match: true },
  ])('gives %j', (expected) => {
    expect(answer(expected)).toEqual([0, ['1 passed, 0 failed']]);
  });

  it.each([
    ['correlation.type often is not known', CORRELATION.replace('event_count', 'often')],
    ['there is no rule nowhere in this set', CORRELATION.replace('[base]', '[nowhere]')],
    ['there is no correlation', RULE],
  ])('that cannot run says why: %s', (reason, rule) => {
    const none = tested({ name: 'none', rule, events, correlations: 0 });
    expect(none).toEqual([1, [`FAILED none: ${reason}`, '0 passed, 1 failed']]);
  });

  it.each([
    [{ correlations: 2 }, 'expected 2 hits, found 1: {"events":3,"group":{"B":"bob"}}'],
    [
      { correlations: [{ events: 2 }] },
      'expected [{"events":2}], found {"events":3,"group":{"B":"bob"}}',
    ],
    [{ match: false }, 'expected false, found 1 hits'],
    [{}, 'say how many correlations, or match'],
    [{ events: [hit], correlations: 0 }, 'event 1 has no time'],
  ])('does not give %j', (expected, reason) => {
    expect(answer(expected)).toEqual([1, [`FAILED many: ${reason}`, '0 passed, 1 failed']]);
  });
});

it('a case that is none fails by itself, the others are run', () => {
  const [status, lines] = tested(
    { name: 'no rule', event: hit, match: true },
    { rule: RULE, event: hit, events: [hit], match: true, name: 'both' },
    { rule: RULE, match: true, name: 'neither' },
    { rule: RULE, event: hit, name: 'no answer' },
    { rule: RULE, event: hit },
    { name: 'good', rule: RULE, event: hit, match: true },
  );
  expect(status).toBe(1);
  expect(lines.map((line) => line.replace(/(not a case).*/, '$1'))).toEqual([
    'FAILED no rule: rule is missing',
    'FAILED both: give either event or events',
    'FAILED neither: give either event or events',
    'FAILED no answer: match is missing',
    'FAILED case 5: not a case',
    '1 passed, 5 failed',
  ]);
});
