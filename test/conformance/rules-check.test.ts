import { beforeAll, expect, test } from 'vitest';
import type { RuleOutcome, RuleSet } from '@shared/sigma/rule-set';
import { compileSigmaHq } from './sigma-samples';

let rules: RuleSet;
beforeAll(async () => {
  rules = await compileSigmaHq();
});

const inState = (state: RuleOutcome['state']): RuleOutcome[] =>
  rules.outcomes.filter((outcome) => outcome.state === state);

/** The sort of reason, without the names in it. */
const sortOf = ({ reason }: RuleOutcome): string => {
  if (reason.startsWith('placeholder ')) return 'placeholder';
  if (reason.endsWith('is not in Windows event logs')) return 'other product';
  if (reason.endsWith('is not logged by Windows or Sysmon')) return 'no log';
  return reason;
};

function counted(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

test('every document of the release has an outcome, none is broken', () => {
  expect(counted(rules.outcomes.map((outcome) => outcome.state))).toEqual({
    loaded: 2850,
    notRun: 930,
  });
  expect(inState('invalid')).toEqual([]);
  expect(inState('skipped')).toEqual([]);
});

test('what is not run says why', () => {
  // 890 rules of other products; 13 file_access and 2 file_rename rules; the rest wait for a placeholder.
  expect(counted(inState('notRun').map(sortOf))).toEqual({
    'other product': 890,
    'no log': 15,
    placeholder: 25,
  });
});

test('every Windows rule is loaded, waits for a placeholder or has no log', () => {
  const windows = rules.outcomes.filter(({ file }) => /(^|\/)windows\//.test(file));
  const unexplained = windows.filter(
    (outcome) => outcome.state !== 'loaded' && !['placeholder', 'no log'].includes(sortOf(outcome)),
  );
  expect(unexplained).toEqual([]);
  expect(windows.length).toBeGreaterThan(2000);
});

test('every loaded rule carries what a detection must cite', () => {
  const unciteable = rules.rules.filter(
    (rule) => rule.ruleId === '' || rule.ruleTitle === '' || rule.ruleHash === '',
  );
  expect(unciteable).toEqual([]);
  expect(rules.rules).toHaveLength(inState('loaded').length);
});
