/** How many detections each rule has in a case, correlations among them. */
import type { RuleCount } from '@shared/contract/rule-views';
import type { RuleReference } from '@shared/model/detection';
import { ruleKey } from '@shared/model/rule-key';
import { matchesOf } from '@shared/sigma/correlation/occurrence';
import type { PublishedFile } from '../case/published-rows';
import type { ListedCase } from './listed-case';
import { readOr } from './sidecar-or';

class RuleFiles {
  detections = 0;
  readonly files = new Set<number>();
}

/** What cannot be read is told by the list of detections. */
export function countByRule(files: ListedCase, searched: readonly PublishedFile[]): RuleCount[] {
  const counts = new Map<string, RuleFiles>();
  const of = ({ ruleId, ruleTitle }: RuleReference): RuleFiles => {
    const key = ruleKey(ruleId, ruleTitle);
    const known = counts.get(key) ?? new RuleFiles();
    counts.set(key, known);
    return known;
  };
  for (const file of searched) {
    for (const { rule } of readOr(() => files.detections(file))) {
      const count = of(rule);
      count.detections++;
      count.files.add(file.id);
    }
  }
  const { tuner } = files.tuning;
  for (const hit of readOr(() => files.correlations())) {
    const { rule, contributions } = hit;
    if (tuner.tune({ rule, matches: matchesOf(hit) }).suppressedBy !== null) continue;
    const count = of(rule);
    count.detections++;
    for (const { file } of contributions) count.files.add(file);
  }
  return [...counts].map(([key, { detections, files: met }]) => ({
    ...{ key, detections, files: met.size },
  }));
}
