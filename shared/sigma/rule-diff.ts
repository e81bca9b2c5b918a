/** Compares what runs of two sets of rules, by id. */
import { ruleKey } from '@shared/model/rule-key';
import type { DiffedRule, RuleDiff } from '@shared/model/rule-diff';
import { ruleSetOf } from '@shared/model/rule-sets';
import { withDistinctTitles } from './distinct-titles';
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
export const standingKey = ({
  kind,
  id,
  title,
}: Pick<SigmaDocument, 'kind' | 'id' | 'title'>): string =>
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

export function diffRules(before: StandingRules, after: StandingRules): RuleDiff {
  const changed = [...after].flatMap(([key, now]) => {
    const was = before.get(key);
    return was === undefined ? [] : (changeOf(was, now) ?? []);
  });
  return {
    added: byTitle(missing(after, before)),
    changed: byTitle(changed),
    removed: byTitle(missing(before, after)),
  };
}

const missing = (some: StandingRules, from: StandingRules): DiffedRule[] =>
  [...some].filter(([key]) => !from.has(key)).map(([, { document }]) => told(document, null));

const told = ({ kind, id, title }: SigmaDocument, moved: DiffedRule['moved']): DiffedRule => ({
  kind,
  id,
  title,
  moved,
});

/** Null where a rule says the same and belongs to the same set, by its folder; comments do not count. */
function changeOf(was: StandingRule, now: StandingRule): DiffedRule | null {
  const [from, to] = [ruleSetOf(was.source.path), ruleSetOf(now.source.path)];
  const saysSame =
    was.document === now.document || JSON.stringify(was.document) === JSON.stringify(now.document);
  return saysSame && from === to ? null : told(now.document, from === to ? null : { from, to });
}

const byTitle = (rules: readonly DiffedRule[]): DiffedRule[] =>
  rules.toSorted((a, b) => (a.title < b.title ? -1 : 1));
