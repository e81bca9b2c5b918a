/** Of which earlier import a new one is a newer version: the one it has most rules in common with. */
import type { ClosestDiff } from '@shared/contract/jobs';
import type { PackReference } from '@shared/contract/order';
import { diffRules } from '@shared/sigma/rule-diff';
import { readRulePack } from './packs';

/** Null where it has none in common with any. @throws CaseScopeError `rules-unreadable` */
export function closestRules(
  earlier: readonly PackReference[],
  fresh: PackReference,
): ClosestDiff | null {
  const { sources } = readRulePack(fresh);
  return earlier
    .map((pack, at) => ({ at, diff: diffRules(readRulePack(pack).sources, sources) }))
    .filter(({ diff }) => diff.common > 0)
    .reduce<ClosestDiff | null>(
      (best, one) => (best === null || one.diff.common > best.diff.common ? one : best),
      null,
    );
}
