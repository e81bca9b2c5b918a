/** What runs of a set of rules, each in one version. */
import { ruleKey } from '@shared/model/rule-key';
import { withDistinctTitles } from './distinct-titles';
import type { SigmaDocument } from './rule-document';
import { skippedFor } from './rule-refusal';
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
    // It stands where its last version does: of several of one name the last is meant.
    standing.delete(key);
    standing.set(key, one);
  }
  return standing;
}
