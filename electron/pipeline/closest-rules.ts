/**
 * Of which earlier import a new one is a newer version: the one it has most rules in common with, at least half
 * of them. One that brings another version of a few rules stands beside it, and its rules take their place.
 */
import type { ClosestDiff } from '@shared/contract/jobs';
import type { PackReference } from '@shared/contract/order';
import { MOST_RULE_TEXT } from '@shared/contract/requests';
import { diffRules } from '@shared/sigma/rule-diff';
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
  return { at, diff, fresh: freshText(before, sources) };
}

/** Files that are not the same in both. */
function freshText(before: readonly RuleSource[], after: readonly RuleSource[]): string | null {
  const known = new Set(before.map(({ hash }) => hash));
  const texts = after.filter(({ hash }) => !known.has(hash)).map(({ text }) => text);
  const text = texts.join('\n---\n');
  return text.length > MOST_RULE_TEXT ? null : text;
}
