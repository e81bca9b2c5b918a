/** Rules whose expressions would hang a hunt: given up, told of, and nothing else lost. */
import { expect, test } from 'vitest';
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
/** Takes an expression like (a+)+$ some 2^60 steps. */
const TRAP = `${'a'.repeat(60)}!`;

test('an expression that would hang is ended, its rule cut off and named; others go on', () => {
  const rules = setOf(
    rule('hangs', "F|re|i: '(a+)+$'"),
    rule('not hangs', "F|re|i: '(a+)+$'", 'not s'),
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
  const rules = setOf(rule('hangs', "F|re|i: '(a+)+$'"));
  rules.hunt(HUNT_CLOCK).over(batchOf(TRAP));
  const next = rules.hunt(HUNT_CLOCK);
  expect(next.over(batchOf('aaa'))).toHaveLength(1);
  expect(next.slow).toEqual([]);
});

test('an expression the linear engine can take is not even slow', () => {
  const rules = setOf(
    rule('turned over', "F|re: '(a+)+$'"),
    rule('not', "F|re: '(a+)+$'", 'not s'),
  );
  const hunt = rules.hunt(HUNT_CLOCK);
  const found = hunt.over(batchOf('aaa', TRAP));
  expect(found.map(({ event, match }) => `${event} ${match.rule.ruleTitle}`)).toEqual([
    '0 turned over',
    '1 not',
  ]);
  expect(hunt.slow).toEqual([]);
});

test('a case whose expression would hang fails with that, and the next is run', () => {
  const text = (pattern: string): string =>
    `title: t\nlogsource: { product: windows }\ndetection: { s: { F|re|i: '${pattern}' }, condition: s }`;
  const one = (name: string, pattern: string): string =>
    `- name: ${name}\n  match: true\n  event: { F: '${'a'.repeat(60)}!' }\n  rule: "${text(pattern).replaceAll('\n', '\\n')}"\n`;
  const { passed, failures } = runRuleCases(`${one('hangs', '(a+)+$')}${one('fine', '^a+!')}`, {
    clock: HUNT_CLOCK,
  });
  expect(passed).toBe(1);
  expect(failures).toMatchObject([{ name: 'hangs', reason: expect.stringMatching(/cut off/) }]);
});
