import { beforeAll, expect, test } from 'vitest';
import type { RuleOutcome } from '@shared/sigma/rule-outcomes';
import type { RuleSet } from '@shared/sigma/rule-set';
import { compileSigmaHq } from './sigma-samples';

let rules: RuleSet;
beforeAll(async () => {
  rules = await compileSigmaHq();
});

const inState = (state: RuleOutcome['state']): RuleOutcome[] =>
  rules.outcomes.filter((outcome) => outcome.state === state);

/** The sort of reason, without the names in it. */
const sortOf = ({ reason }: RuleOutcome): string => {
  if (/^placeholders? /.test(reason)) return 'placeholder';
  return reason;
};

function counted(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

test('every document of the release has an outcome, none is broken', () => {
  expect(counted(rules.outcomes.map((outcome) => outcome.state))).toEqual({
    loaded: 3755,
    notRun: 25,
  });
  expect(inState('invalid')).toEqual([]);
  expect(inState('skipped')).toEqual([]);
});

test('what is not run waits for a placeholder', () => {
  expect(counted(inState('notRun').map(sortOf))).toEqual({ placeholder: 25 });
});

test('every loaded rule carries what a detection must cite', () => {
  const unciteable = rules.rules.filter(
    (rule) => rule.ruleId === '' || rule.ruleTitle === '' || rule.ruleHash === '',
  );
  expect(unciteable).toEqual([]);
  expect(rules.rules).toHaveLength(inState('loaded').length);
});
