/**
 * SigmaHQ's rules for log sources beside Windows on one invented record of each: the rule that should fire does, no
 * rule of another source does, and the compiled engine answers what the naive evaluator answers.
 */
import { expect, test } from 'vitest';
import { BatchColumns } from '@shared/model/batch-columns';
import type { EventFields } from '@shared/model/event';
import { type LogSource, parseLogSource } from '@shared/model/log-source';
import { openNdjson } from '@shared/ndjson/ndjson-reader';
import { parseDocuments } from '@shared/sigma/rule-document';
import { compileRuleSet, RuleSet } from '@shared/sigma/rule-set';
import { readRuleSources } from '@electron/pipeline/rule-sources';
import { sourceOf } from '../fixtures/byte-source';
import { LOG_SOURCE_RECORDS } from '../fixtures/log-source-records';
import { naiveMatches } from '../oracle/naive-rules';
import { samplePath } from './sigma-samples';

function eventOf(record: object): EventFields {
  const bytes = new TextEncoder().encode(JSON.stringify(record));
  const [read] = [...openNdjson(sourceOf(bytes), 'lines').records()];
  if (read?.type !== 'event') throw new Error('no event');
  const { names, values } = read.event;
  return { names, values };
}

/** Whether a rule of the source may look at an event that tells these. */
const belongs = (asked: LogSource, told: readonly string[]): boolean =>
  told
    .flatMap((text) => parseLogSource(text) ?? [])
    .some((source) =>
      (['product', 'category', 'service'] as const).every(
        (part) => asked[part] === null || asked[part] === source[part],
      ),
    );

test('rules of other products fire on their records, and nowhere else', async () => {
  const sources = await readRuleSources([samplePath('sigmahq-rules.zip')]);
  const compiled = compileRuleSet(sources);
  const askedBy = new Map(
    sources
      .flatMap(({ text }) => parseDocuments(text))
      .flatMap((one) => (one.kind === 'rule' ? [[one.id, one.logSource] as const] : [])),
  );
  const rules = new RuleSet(compiled);
  for (const { record, told, fires } of LOG_SOURCE_RECORDS) {
    const event = eventOf(record);
    const columns = new BatchColumns();
    columns.add(event);
    const found = rules
      .hunt()
      .over(columns)
      .map(({ match }) => match.rule);
    expect(found.map(({ ruleTitle }) => ruleTitle)).toContain(fires);
    expect(found.map(({ ruleId }) => ruleId)).toEqual(
      naiveMatches(compiled, event).map(({ rule }) => rule.ruleId),
    );
    const strays = found.filter(({ ruleId }) => {
      const asked = askedBy.get(ruleId);
      return asked === undefined || !belongs(asked, told);
    });
    expect(strays).toEqual([]);
  }
}, 120_000);
