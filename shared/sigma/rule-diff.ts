/** Compares two sets of rules by id. */
import { ruleKey } from '@shared/model/rule-key';
import type { DiffedRule, RuleDiff } from '@shared/model/rule-diff';
import { type RuleSetName, ruleSetOf } from '@shared/model/rule-sets';
import { parseDocuments } from './rule-document';
import type { RuleSource } from './rule-source';

interface Keyed {
  readonly rule: DiffedRule;
  /** What its document says; comments and the documents beside it do not count. */
  readonly said: string;
  /** Its folder decides whether it runs. */
  readonly set: RuleSetName;
}

/** Rules by id, or by title where they have none; what is no rule is left out. */
function byKey(sources: readonly RuleSource[]): ReadonlyMap<string, Keyed> {
  return new Map(
    sources.flatMap(({ text, path }) =>
      parseDocuments(text)
        .filter(({ kind }) => kind !== 'invalid')
        .map((document): [string, Keyed] => {
          const { id, title } = document;
          const rule = { id, title, moved: null };
          return [
            ruleKey(id, title),
            { rule, said: JSON.stringify(document), set: ruleSetOf(path) },
          ];
        }),
    ),
  );
}

export function diffRules(before: readonly RuleSource[], after: readonly RuleSource[]): RuleDiff {
  const [old, fresh] = [byKey(before), byKey(after)];
  const both = [...fresh].flatMap(([key, now]) => {
    const was = old.get(key);
    return was === undefined ? [] : [{ was, now }];
  });
  const missing = (some: typeof old, from: typeof old): DiffedRule[] =>
    [...some].filter(([key]) => !from.has(key)).map(([, { rule }]) => rule);
  return {
    added: byTitle(missing(fresh, old)),
    changed: byTitle(both.flatMap(({ was, now }) => changeOf(was, now) ?? [])),
    removed: byTitle(missing(old, fresh)),
    common: both.length,
  };
}

/** Null where a rule says the same and belongs to the same set. */
function changeOf(was: Keyed, now: Keyed): DiffedRule | null {
  const moved = was.set === now.set ? null : { from: was.set, to: now.set };
  return was.said === now.said && moved === null ? null : { ...now.rule, moved };
}

const byTitle = (rules: readonly DiffedRule[]): DiffedRule[] =>
  rules.toSorted((a, b) => (a.title < b.title ? -1 : 1));
