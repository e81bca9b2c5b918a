/** Compares what runs of two sets of rules, by id. */
import { ruleKey } from '@shared/model/rule-key';
import type { DiffedRule, RuleDiff } from '@shared/model/rule-diff';
import { ruleSetOf } from '@shared/model/rule-sets';
import { withDistinctTitles } from './distinct-titles';
import { FilterChanges } from './filter-changes';
import { skippedFor } from './rule-refusal';
import type { SigmaDocument } from './rule-document';
import type { ParsedDocument } from './rule-source';

/** A document that can be read. */
export interface StandingRule extends ParsedDocument {
  readonly document: SigmaDocument;
}

/** Rules and filters by `standingKey`, each in the version that runs. */
export type StandingRules = ReadonlyMap<string, StandingRule>;

/** By id, or by title without one. A filter is none of the rules, whatever it is called. */
const standingKey = ({ kind, id, title }: SigmaDocument): string =>
  kind === 'filter' ? `filter ${ruleKey(id, title)}` : ruleKey(id, title);

const isReadable = (one: ParsedDocument): one is StandingRule => one.document.kind !== 'invalid';

/**
 * Of several versions the last, as when they are compiled, but for one that is kept for reference. Whether a rule
 * compiles is not asked: that takes seconds. What is no rule is left out.
 */
export function standingRules(parsed: readonly ParsedDocument[]): StandingRules {
  const standing = new Map<string, StandingRule>();
  for (const one of withDistinctTitles(parsed).filter(isReadable)) {
    const { document, source } = one;
    const key = standingKey(document);
    if (standing.has(key) && skippedFor(document.status, source) !== null) continue;
    standing.set(key, one);
  }
  return standing;
}

/** How a rule differs from the version of it that ran before. */
type Change = Pick<DiffedRule, 'moved' | 'saysSame'>;
const NOT_THERE: Change = { moved: null, saysSame: false };

/** The rules themselves that differ, each as it stands in the later set, removed ones in the earlier. */
export type StandingDiff = Readonly<
  Record<keyof RuleDiff, readonly (Change & { readonly rule: StandingRule })[]>
>;

export function diffRules(before: StandingRules, after: StandingRules): StandingDiff {
  const filters = new FilterChanges(before.values(), after.values());
  const changed = [...after].flatMap(([key, rule]) => {
    const was = before.get(key);
    const change = was === undefined ? null : changeOf(was, rule, filters);
    return change === null ? [] : [{ rule, ...change }];
  });
  return { added: missing(after, before), changed, removed: missing(before, after) };
}

const missing = (some: StandingRules, from: StandingRules): StandingDiff['added'] =>
  [...some].filter(([key]) => !from.has(key)).map(([, rule]) => ({ rule, ...NOT_THERE }));

/**
 * Null where a rule says the same, belongs to the same set, by its folder, and the same is left out of it by filters;
 * comments do not count.
 */
function changeOf(was: StandingRule, now: StandingRule, filters: FilterChanges): Change | null {
  const [from, to] = [ruleSetOf(was.source.path), ruleSetOf(now.source.path)];
  const saysSame =
    was.document === now.document || JSON.stringify(was.document) === JSON.stringify(now.document);
  if (from !== to) return { moved: { from, to }, saysSame };
  return saysSame && !filters.concern(was, now) ? null : { moved: null, saysSame };
}

/** As the window is told it. */
export const toldDiff = ({ added, changed, removed }: StandingDiff): RuleDiff => ({
  ...{ added: byTitle(added), changed: byTitle(changed), removed: byTitle(removed) },
});

const byTitle = (some: StandingDiff['added']): DiffedRule[] =>
  some.map(told).toSorted((a, b) => (a.title < b.title ? -1 : 1));

/** A filter that has an id may have no title: it is called by its file then. */
const told = ({
  rule: { document, source },
  ...change
}: StandingDiff['added'][number]): DiffedRule => ({
  ...{ kind: document.kind, id: document.id, title: document.title || source.path },
  ...change,
});
