/** Rules whose expressions would hang a hunt: given up, told of, and nothing else lost. */
import { describe, expect, test } from 'vitest';
import type { EventFields } from '@shared/model/event';
import { BatchColumns } from '@shared/model/batch-columns';
import { runRuleCases } from '@shared/sigma/rule-cases';
import { compileRules } from '@shared/sigma/rule-set';
import { HUNT_CLOCK } from '@electron/process/hunt-clock';

const rule = (title: string, selection: string, condition = 's'): string =>
  `title: ${title}\nlogsource: { product: windows }\ndetection:\n  s:\n    ${selection}\n  f:\n    F: x\n  condition: ${condition}\n`;
const setOf = (...texts: string[]) =>
  compileRules(texts.map((text, at) => ({ path: `${at}.yml`, text, hash: '' })));
const batchOf = (...values: string[]): BatchColumns => {
  const batch = new BatchColumns();
  const event = (value: string): EventFields => ({
    names: ['Channel', 'EventID', 'F'],
    values: ['System', '1', value],
  });
  for (const value of values) batch.add(event(value));
  return batch;
};
/** Takes an expression like (a+)+$ some 2^60 steps where every way is tried. */
const TRAP = `${'a'.repeat(60)}!`;

/** Only trying every way tells whether a back-reference is met. */
const BACKTRACKS = '^(a+)+(?:\\1)?$';

test('an expression that would hang is ended, its rule cut off and named; others go on', () => {
  const rules = setOf(
    rule('hangs', `F|re|i: '${BACKTRACKS}'`),
    rule('not hangs', `F|re|i: '${BACKTRACKS}'`, 'not s'),
    rule('ordinary', 'F|endswith: "!"'),
  );
  const hunt = rules.hunt(HUNT_CLOCK);
  const found = hunt.over(batchOf('aaa', TRAP, 'AA', 'b!'));
  const told = found.map(({ event, match }) => `${event} ${match.rule.ruleTitle}`);
  expect(told).toEqual(['0 hangs', '1 ordinary', '3 ordinary']);
  expect(hunt.slow.map(({ title, cutOff }) => `${title} ${cutOff}`).toSorted()).toEqual([
    'hangs true',
    'not hangs true',
  ]);
});

test('the next hunt begins anew', () => {
  const rules = setOf(rule('hangs', `F|re|i: '${BACKTRACKS}'`));
  rules.hunt(HUNT_CLOCK).over(batchOf(TRAP));
  const next = rules.hunt(HUNT_CLOCK);
  expect(next.over(batchOf('aaa'))).toHaveLength(1);
  expect(next.slow).toEqual([]);
});

describe('an expression without back-references is not even slow', () => {
  test.each([
    ['(a+)+$', ''],
    ['(?i:(a+a+)+b)', ''],
    ['(a{1,20}a{1,20})+b', ''],
    ['(a+a+){1,20}b', ''],
    ['(a|aa)+$', '|i'],
    ['(?=(a+)+$)b', ''],
    ['(a+)+(?<!b)$', '|i'],
  ])('%s', (pattern, flag) => {
    const rules = setOf(
      rule('met', `F|re${flag}: '${pattern}'`),
      rule('not met', `F|re${flag}: '${pattern}'`, 'not s'),
    );
    const hunt = rules.hunt(HUNT_CLOCK);
    const found = hunt.over(batchOf(TRAP));
    expect(found.map(({ match }) => match.rule.ruleTitle)).toEqual(['not met']);
    expect(hunt.slow).toEqual([]);
  });
});

test('a long value is looked into in pieces, with an eye on the clock', () => {
  let nowMs = 0;
  const clock = { ...HUNT_CLOCK, now: () => (nowMs += 400) };
  const rules = setOf(rule('slow', `F|re: 'x[^b]*y'`), rule('ordinary', 'F|endswith: y'));
  const hunt = rules.hunt(clock);
  const told: number[] = [];
  const found = hunt.over(batchOf(`x${'b'.repeat(500_000)}y`), (done) => told.push(done));
  expect(found.map(({ match }) => match.rule.ruleTitle)).toEqual(['ordinary']);
  expect(hunt.slow).toMatchObject([{ title: 'slow', cutOff: true }]);
  // The hunt has not hung, and says so before its events are done.
  expect(told).toEqual([0, 1]);
});

test('a case whose expression would hang fails with that, and the next is run', () => {
  const text = (pattern: string): string =>
    `title: t\nlogsource: { product: windows }\ndetection: { s: { F|re|i: '${pattern}' }, condition: s }`;
  const one = (name: string, pattern: string): string =>
    `- name: ${name}\n  match: true\n  event: { F: '${'a'.repeat(60)}!' }\n  rule: "${text(pattern).replaceAll('\n', '\\n')}"\n`;
  const { passed, failures } = runRuleCases(
    `${one('hangs', '(a+)+\\\\1$')}${one('fine', '^a+!')}`,
    {
      clock: HUNT_CLOCK,
    },
  );
  expect(passed).toBe(1);
  expect(failures).toMatchObject([{ name: 'hangs', reason: expect.stringMatching(/cut off/) }]);
});
