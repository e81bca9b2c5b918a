import type { ReactNode } from 'react';
import type { RuleTrial, RuleUpdate, TriedCount } from '@shared/contract/rule-views';
import type { DiffedRule } from '@shared/model/rule-diff';
import { ruleKey } from '@shared/model/rule-key';
import { type ChosenSets, RULE_SET_WORDS, type RuleSetName } from '@shared/model/rule-sets';
import { formatCount, plural } from '../../lib/format';
import { Evidence } from '../../parts/evidence';
import { countOf } from './rule-facets';
import { useRules } from './rules-store';
import { LeftOut } from './update-trial';
import { useRuleCounts } from './use-rule-counts';

export type ChangeKind = keyof RuleUpdate['diff'];

/** Titles of each kind that are listed. */
const MOST_LISTED = 200;

/** A set that is not chosen in the open case; of the core it depends on the rule. */
const isLeftOut = (set: RuleSetName, sets: ChosenSets | null): boolean =>
  (set === 'emergingThreats' || set === 'threatHunting') && sets?.[set] === false;

const THROUGH_WORDS: Readonly<Record<NonNullable<DiffedRule['through']>, string>> = {
  filters: 'what filters leave out of it changes',
  heard: 'what it correlates changes',
  linked: 'loaded now: what it correlates is there',
  lost: 'no longer loaded: a rule that it correlates is gone',
  kept: 'no longer shown: a correlation keeps it to itself',
  freed: 'shown again: no correlation keeps it to itself',
};

const NOTHING: Pick<TriedCount, 'detections' | 'suppressed'> = { detections: 0, suppressed: 0 };

/** Rules of one kind, each with its detections in this case: now, and as it was tried. */
export function ChangedRules(props: {
  readonly kind: ChangeKind;
  readonly rules: readonly DiffedRule[];
  /** Null where it was not tried. */
  readonly trial: RuleTrial | null;
}): ReactNode {
  const { kind, rules } = props;
  const counts = useRuleCounts();
  // A filter may have the title of a rule, and has no detections.
  const detectionsOf = (rule: DiffedRule): number =>
    rule.kind === 'filter' ? 0 : (countOf(rule, counts)?.detections ?? 0);
  const triedOf = triedIn(kind === 'removed' ? null : props.trial);
  const found = rules.reduce((sum, rule) => sum + detectionsOf(rule), 0);
  const weightOf = (rule: DiffedRule): number =>
    detectionsOf(rule) + (triedOf(rule)?.detections ?? 0);
  // Rules that find something here are what the examiner wants to know of first.
  const listed = rules.toSorted((a, b) => weightOf(b) - weightOf(a));
  return (
    <details open={rules.length > 0 && rules.length <= 20}>
      <summary>
        {plural(rules.length, 'rule')} {kind}
        {found > 0 && <b> · {plural(found, 'detection')} in this case</b>}
      </summary>
      <ul>
        {listed.slice(0, MOST_LISTED).map((rule, at) => (
          <li key={at}>
            <Evidence text={rule.title} />
            {rule.kind === 'filter' && <small className="dim"> filter</small>}
            <Found now={detectionsOf(rule)} tried={triedOf(rule)} />
            <WhatChanges rule={rule} />
          </li>
        ))}
      </ul>
      {rules.length > MOST_LISTED && (
        <p className="dim">and {formatCount(rules.length - MOST_LISTED)} more</p>
      )}
    </details>
  );
}

/** Null for what was not tried. */
function triedIn(trial: RuleTrial | null): (rule: DiffedRule) => typeof NOTHING | null {
  if (trial === null) return () => null;
  const counts = new Map(trial.byRule.map((one) => [one.key, one]));
  return ({ kind, id, title }) =>
    kind === 'filter' ? null : (counts.get(ruleKey(id, title)) ?? NOTHING);
}

function Found(props: { readonly now: number; readonly tried: typeof NOTHING | null }): ReactNode {
  const { now, tried } = props;
  if (tried === null) return now > 0 && <small> {plural(now, 'detection')}</small>;
  return (
    <small>
      {' '}
      {now > 0
        ? `${plural(now, 'detection')} now, ${formatCount(tried.detections)} then`
        : `${plural(tried.detections, 'detection')} then`}
      <LeftOut suppressed={tried.suppressed} />
    </small>
  );
}

function WhatChanges({ rule: { moved, through } }: { rule: DiffedRule }): ReactNode {
  const sets = useRules((store) => store.rules?.sets ?? null);
  if (through !== null) return <small className="dim"> {THROUGH_WORDS[through]}</small>;
  if (moved === null) return null;
  return (
    <small className="dim">
      {' '}
      moved from {RULE_SET_WORDS[moved.from]} to {RULE_SET_WORDS[moved.to]}
      {isLeftOut(moved.to, sets) && ', which this case does not run'}
    </small>
  );
}
