import fs from 'node:fs';
import { expect, test } from 'vitest';
import { runRuleCases } from '@shared/sigma/rule-cases';
import { samplePath } from './sigma-samples';

test('every case of the shared list answers as listed', () => {
  const { passed, failures } = runRuleCases(fs.readFileSync(samplePath('sigma-cases.yml'), 'utf8'));
  expect(failures).toEqual([]);
  expect(passed).toBeGreaterThan(100);
});
