/** What became of every rule of a set, for the rules view and `rules check`. */
import type { RuleRow } from '@shared/contract/views';
import { compileRules, type RuleSource } from '@shared/sigma/rule-set';

export function checkRules(sources: readonly RuleSource[]): RuleRow[] {
  const set = compileRules(sources);
  const byId = new Map(set.rules.map((rule) => [rule.ruleId, rule]));
  return set.outcomes.map((outcome) => {
    const rule = outcome.state === 'loaded' ? byId.get(outcome.id) : undefined;
    return { ...outcome, level: rule?.level ?? null, author: rule?.author ?? '' };
  });
}
