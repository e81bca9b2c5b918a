/** Compares two sets of rules by id. */
import { ruleKey } from '@shared/model/rule-key';
import type { DiffedRule, RuleDiff } from '@shared/model/rule-diff';
import { parseDocuments } from './rule-document';
import type { RuleSource } from './rule-source';

interface Keyed {
  readonly rule: DiffedRule;
  /** What its document says; comments and the documents beside it do not count. */
  readonly said: string;
}

/** Rules by id, or by title where they have none; what is no rule is left out. */
function byKey(sources: readonly RuleSource[]): ReadonlyMap<string, Keyed> {
  return new Map(
    sources.flatMap(({ text }) =>
      parseDocuments(text)
        .filter(({ kind }) => kind !== 'invalid')
        .map((document): [string, Keyed] => {
          const { id, title } = document;
          return [ruleKey(id, title), { rule: { id, title }, said: JSON.stringify(document) }];
        }),
    ),
  );
}

export function diffRules(before: readonly RuleSource[], after: readonly RuleSource[]): RuleDiff {
  const [old, fresh] = [byKey(before), byKey(after)];
  const both = [...fresh].filter(([key]) => old.has(key));
  const rulesOf = (some: Iterable<[string, Keyed]>): DiffedRule[] =>
    [...some].map(([, { rule }]) => rule).toSorted((a, b) => (a.title < b.title ? -1 : 1));
  return {
    added: rulesOf([...fresh].filter(([key]) => !old.has(key))),
    changed: rulesOf(both.filter(([key, { said }]) => old.get(key)?.said !== said)),
    removed: rulesOf([...old].filter(([key]) => !fresh.has(key))),
    common: both.length,
  };
}
