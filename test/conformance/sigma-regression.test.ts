import fs from 'node:fs';
import { load } from 'js-yaml';
import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { RuleSet } from '@shared/sigma/rule-set';
import { compileSigmaHq, eventsOfEvtx, filesBelow, samplePath } from './sigma-samples';

const INFO = z.object({
  rule_metadata: z.array(z.object({ id: z.string() })),
  regression_tests_info: z
    .array(z.object({ type: z.string(), path: z.string(), match_count: z.number().default(1) }))
    .nullish(),
});

interface RegressionTest {
  readonly ruleId: string;
  readonly file: string;
  readonly atLeast: number;
}

function testsOf(infoFile: string): RegressionTest[] {
  const info = INFO.parse(load(fs.readFileSync(infoFile, 'utf8')));
  const [rule] = info.rule_metadata;
  return (info.regression_tests_info ?? []).map((one) => ({
    ruleId: rule?.id ?? '',
    file: samplePath(one.path),
    atLeast: one.match_count,
  }));
}

let rules: RuleSet;
beforeAll(async () => {
  rules = await compileSigmaHq();
});

function firings({ ruleId, file }: RegressionTest): number {
  let count = 0;
  for (const event of eventsOfEvtx(file)) {
    count += rules.match(event).filter((match) => match.rule.ruleId === ruleId).length;
  }
  return count;
}

test('every regression log fires its rule as often as stated', () => {
  const tests = filesBelow(samplePath('regression_data'), 'info.yml').flatMap(testsOf);
  const missed = tests.filter((one) => firings(one) < one.atLeast);
  expect(missed.map((one) => one.ruleId)).toEqual([]);
  // The shared part of the 202 tests SigmaHQ has.
  expect(tests).toHaveLength(104);
});
