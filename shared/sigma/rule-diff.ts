/** Compares what runs of two sets of rules, by id. */
import type { DiffedRule, RuleDiff } from '@shared/model/rule-diff';
import { ruleSetOf } from '@shared/model/rule-sets';
import { CorrelationChanges } from './correlation-changes';
import { FilterChanges } from './filter-changes';
import type { StandingRule, StandingRules } from './standing-rules';

/** How a rule differs from the version of it that ran before. */
type Change = Pick<DiffedRule, 'moved' | 'saysSame' | 'through'>;
const NOT_THERE: Change = { moved: null, saysSame: false, through: null };

/** The rules themselves that differ, each as it stands in the later set, removed ones in the earlier. */
export type StandingDiff = Readonly<
  Record<keyof RuleDiff, readonly (Change & { readonly rule: StandingRule })[]>
>;

export function diffRules(before: StandingRules, after: StandingRules): StandingDiff {
  const own = ownChanges(before, after);
  const correlations = new CorrelationChanges(before, after, own);
  const changed = [...after].flatMap(([key, rule]) => {
    const through = before.has(key) ? correlations.of(key) : null;
    const change = own.get(key) ?? changeThrough(through);
    return change === null ? [] : [{ rule, ...change }];
  });
  return { added: missing(after, before), changed, removed: missing(before, after) };
}

/** Of what stands in both, by key; without what comes through correlations. */
function ownChanges(before: StandingRules, after: StandingRules): ReadonlyMap<string, Change> {
  const filters = new FilterChanges(before.values(), after.values());
  const changes = new Map<string, Change>();
  for (const [key, rule] of after) {
    const was = before.get(key);
    const change = was === undefined ? null : changeOf(was, rule, filters);
    if (change !== null) changes.set(key, change);
  }
  return changes;
}

const missing = (some: StandingRules, from: StandingRules): StandingDiff['added'] =>
  [...some].filter(([key]) => !from.has(key)).map(([, rule]) => ({ rule, ...NOT_THERE }));

const changeThrough = (through: Change['through']): Change | null =>
  through === null ? null : { moved: null, saysSame: true, through };

/**
 * Null where a rule says the same, belongs to the same set, by its folder, and the same is left out of it by filters;
 * comments do not count.
 */
function changeOf(was: StandingRule, now: StandingRule, filters: FilterChanges): Change | null {
  const [from, to] = [ruleSetOf(was.source.path), ruleSetOf(now.source.path)];
  const saysSame =
    was.document === now.document || JSON.stringify(was.document) === JSON.stringify(now.document);
  if (from !== to) return { moved: { from, to }, saysSame, through: null };
  if (!saysSame) return { moved: null, saysSame, through: null };
  return changeThrough(filters.concern(was, now) ? 'filters' : null);
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
