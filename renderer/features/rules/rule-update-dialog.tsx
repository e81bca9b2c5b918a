import type { ReactNode } from 'react';
import type { RuleUpdate } from '@shared/contract/rule-views';
import type { DiffedRule, UpdateEnd } from '@shared/model/rule-diff';
import { type ChosenSets, RULE_SET_WORDS, type RuleSetName } from '@shared/model/rule-sets';
import { formatCount, plural } from '../../lib/format';
import { Evidence } from '../../parts/evidence';
import { FormDialog } from '../../parts/form-dialog';
import { useRules } from './rules-store';
import { countOf } from './rule-facets';
import { UpdateTrial } from './update-trial';
import { useRuleCounts } from './use-rule-counts';

/** A set that is not chosen in the open case; of the core it depends on the rule. */
const isLeftOut = (set: RuleSetName, sets: ChosenSets | null): boolean =>
  (set === 'emergingThreats' || set === 'threatHunting') && sets?.[set] === false;

/** Titles of each kind that are listed. */
const MOST_LISTED = 200;
const KINDS = ['added', 'changed', 'removed'] as const;

/** What an import changes of the rules there are, and what of it has detections in this case. */
export function RuleUpdateDialog({
  update,
  onClose,
}: {
  update: RuleUpdate;
  onClose: () => void;
}): ReactNode {
  const end = (how: UpdateEnd): void => {
    onClose();
    void useRules.getState().endUpdate(how);
  };
  const isNewer = update.replaces.length > 0;
  const beside = { words: 'Import beside', onPress: () => end('beside') };
  return (
    <FormDialog
      title={titleOf(update)}
      submit={isNewer ? 'Take the newer version' : beside.words}
      leave="Keep what there is"
      other={isNewer ? beside : undefined}
      valid
      wide
      onClose={() => end('leave')}
      onSubmit={() => end(isNewer ? 'replace' : 'beside')}
    >
      <WhatRuns update={update} />
      <UpdateTrial update={update} />
      {KINDS.map((kind) => (
        <ChangedRules key={kind} kind={kind} rules={update.diff[kind]} />
      ))}
    </FormDialog>
  );
}

function titleOf({ replaces, diff }: RuleUpdate): string {
  if (replaces.length > 0) return 'A newer version of imported rules';
  const onlyFiltered = diff.changed.every(({ saysSame, moved }) => saysSame && moved === null);
  return onlyFiltered ? 'Filters of rules that are there' : 'Other versions of imported rules';
}

/** Whose version of a rule runs, and what becomes of the imports there are. */
function WhatRuns({ update }: { update: RuleUpdate }): ReactNode {
  const { name, replaces, beside, damaged } = update;
  const twice = runningTwice(update.diff);
  return (
    <>
      {replaces.length > 0 && (
        <p>
          <Evidence text={name} /> shares most rules with <Evidence text={replaces.join(' and ')} />{' '}
          and would take its place. Imported beside it, nothing is removed
          {twice > 0 &&
            `; ${plural(twice, 'changed rule')} without an id would then run in both versions, the later one under a title with a number`}
          .
        </p>
      )}
      <p>
        Of a rule that several imports hold under one id, the version imported last runs: that of{' '}
        <Evidence text={name} />. Your own rules come before it. Tuning stays: it hangs on the ids
        of rules, or their titles where they have none.
      </p>
      {damaged.length > 0 && (
        <p className="rule-notRun">
          <Evidence text={damaged.join(' and ')} /> cannot be read and{' '}
          {damaged.length === 1 ? 'is' : 'are'} left out of what is told here. Import{' '}
          {damaged.length === 1 ? 'it' : 'them'} again.
        </p>
      )}
      {beside.length > 0 && (
        <ul aria-label="Imports that stay">
          {beside.map((one, at) => (
            <li key={at}>
              <Evidence text={one.name} /> stays; {givingWay(one)}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/**
 * Rules of an earlier version that stay beside their later one: without an id they are no versions of each other, and
 * filters without one all apply.
 */
export const runningTwice = ({ changed }: RuleUpdate['diff']): number =>
  changed.filter(({ id, saysSame }) => id === '' && !saysSame).length;

function givingWay({ givesWay, of }: RuleUpdate['beside'][number]): string {
  const some = of === 1 ? 'its one rule' : `${formatCount(givesWay)} of its ${plural(of, 'rule')}`;
  return givesWay === 1
    ? `${some} gives way and does not run. Import it again to have it run.`
    : `${some} give way and do not run. Import it again to have them run.`;
}

function ChangedRules(props: {
  readonly kind: (typeof KINDS)[number];
  readonly rules: RuleUpdate['diff']['added'];
}): ReactNode {
  const { kind, rules } = props;
  const counts = useRuleCounts();
  const sets = useRules((store) => store.rules?.sets ?? null);
  // A filter may have the title of a rule, and has no detections.
  const detectionsOf = (rule: DiffedRule): number =>
    rule.kind === 'filter' ? 0 : (countOf(rule, counts)?.detections ?? 0);
  const found = rules.reduce((sum, rule) => sum + detectionsOf(rule), 0);
  // Rules that found something here are what the examiner wants to know of first.
  const listed = rules.toSorted((a, b) => detectionsOf(b) - detectionsOf(a));
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
            {detectionsOf(rule) > 0 && <small> {plural(detectionsOf(rule), 'detection')}</small>}
            {rule.saysSame && rule.moved === null && (
              <small className="dim"> what filters leave out of it changes</small>
            )}
            {rule.moved !== null && (
              <small className="dim">
                {' '}
                moved from {RULE_SET_WORDS[rule.moved.from]} to {RULE_SET_WORDS[rule.moved.to]}
                {isLeftOut(rule.moved.to, sets) && ', which this case does not run'}
              </small>
            )}
          </li>
        ))}
      </ul>
      {rules.length > MOST_LISTED && (
        <p className="dim">and {formatCount(rules.length - MOST_LISTED)} more</p>
      )}
    </details>
  );
}
