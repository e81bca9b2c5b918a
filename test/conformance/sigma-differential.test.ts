/**
 * The compiled engine against the naive reading of the same rules: every event of the public samples with
 * every rule of SigmaHQ, batch by batch. Which rules fire and what they show as proof must be the same.
 */
import { expect, test } from 'vitest';
import type { Detection } from '@shared/model/detection';
import type { EventFields } from '@shared/model/event';
import { BatchColumns } from '@shared/model/batch-columns';
import { compileRuleSet, RuleSet } from '@shared/sigma/rule-set';
import { readRuleSources } from '@electron/pipeline/rule-sources';
import { naiveMatches } from '../oracle/naive-rules';
import { eventsOfEvtx, filesBelow, samplePath } from './sigma-samples';

const BATCH_EVENTS = 1_000;

/** One line for each detection, with the fields that prove it, in an order of its own. */
const told = (event: number, { rule, source, matches }: Detection): string => {
  const proofs = matches.map(({ field, value }) => `${field}=${value}`).toSorted();
  return JSON.stringify([event, rule.ruleId, rule.ruleTitle, source, proofs]);
};

function* batches(): Generator<readonly EventFields[]> {
  let batch: EventFields[] = [];
  for (const file of filesBelow(samplePath(), '.evtx')) {
    for (const { names, values } of eventsOfEvtx(file)) {
      if (batch.push({ names, values }) < BATCH_EVENTS) continue;
      yield batch;
      batch = [];
    }
  }
  yield batch;
}

test('the engine answers what the naive evaluator answers', async () => {
  const compiled = compileRuleSet(await readRuleSources([samplePath('sigmahq-rules.zip')]));
  const rules = new RuleSet(compiled);
  let detections = 0;
  for (const batch of batches()) {
    const columns = new BatchColumns();
    for (const event of batch) columns.add(event);
    const found = rules
      .hunt()
      .over(columns)
      .map(({ event, match }) => told(event, match));
    const expected = batch.flatMap((event, at) =>
      naiveMatches(compiled, event).map((match) => told(at, match)),
    );
    expect(found).toEqual(expected);
    detections += found.length;
  }
  expect(detections).toBeGreaterThan(4_500);
}, 600_000);
