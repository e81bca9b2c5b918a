/**
 * Of which earlier import a new one is a newer version: the one it has most rules in common with, at least half
 * of them. One that brings another version of a few rules stands beside it, and its rules take their place.
 */
import type { ClosestDiff } from '@shared/contract/jobs';
import type { PackReference } from '@shared/contract/order';
import { fitsTrial, type TriedFile } from '@shared/contract/tried-files';
import { diffRules } from '@shared/sigma/rule-diff';
import { ruleSetOf } from '@shared/model/rule-sets';
import type { RuleSource } from '@shared/sigma/rule-source';
import { readRulePack } from './packs';

/** Null where it is a version of none. @throws CaseScopeError `rules-unreadable` */
export function closestRules(
  earlier: readonly PackReference[],
  fresh: PackReference,
): ClosestDiff | null {
  const { sources } = readRulePack(fresh);
  const closest = earlier
    .map((pack, at) => ({ at, before: readRulePack(pack).sources }))
    .map(({ at, before }) => ({ at, before, diff: diffRules(before, sources) }))
    .filter(({ diff }) => diff.common > 0 && diff.common >= diff.removed.length)
    .toSorted((a, b) => b.diff.common - a.diff.common)[0];
  if (closest === undefined) return null;
  const { at, before, diff } = closest;
  return { at, diff, fresh: freshFiles(before, sources) };
}

/** Files that are not the same in both, or in another set; null where they are too many to be tried. */
function freshFiles(
  before: readonly RuleSource[],
  after: readonly RuleSource[],
): TriedFile[] | null {
  const placed = ({ hash, path }: RuleSource): string => `${hash} ${ruleSetOf(path)}`;
  const known = new Set(before.map(placed));
  const files = after
    .filter((source) => source.unread !== undefined || !known.has(placed(source)))
    .map(({ hash: _, ...file }): TriedFile => file);
  return fitsTrial(files) ? files : null;
}
