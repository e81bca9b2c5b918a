import fs from 'node:fs';
import { load } from 'js-yaml';
import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { runCli } from '../fixtures/run-cli';
import { filesBelow, samplePath } from './sigma-samples';

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

/** `<file> <rule id>` → detections of the built `hunt` command over all regression logs at once. */
const firings = new Map<string, number>();

beforeAll(() => {
  const rules = samplePath('sigmahq-rules.zip');
  const hunted = runCli('hunt', '--rules', rules, samplePath('regression_data'));
  for (const { file, ruleId } of hunted.lines) {
    const key = `${String(file)} ${String(ruleId)}`;
    firings.set(key, (firings.get(key) ?? 0) + 1);
  }
});

test('every regression log fires its rule as often as stated, through the hunt command', () => {
  const tests = filesBelow(samplePath('regression_data'), 'info.yml').flatMap(testsOf);
  const missed = tests.filter(
    ({ file, ruleId, atLeast }) => (firings.get(`${file} ${ruleId}`) ?? 0) < atLeast,
  );
  expect(missed.map((one) => one.ruleId)).toEqual([]);
  // The shared part of the 202 tests SigmaHQ has.
  expect(tests).toHaveLength(104);
});
