import type { ReactNode } from 'react';
import type { RuleRow } from '@shared/contract/rule-row';
import type { RulesState } from '@shared/contract/rule-views';
import { formatCount } from '../../lib/format';
import { Toggles } from '../../parts/toggles';
import { RULE_STATE_WORDS, RULE_STATES } from './rule-columns';

/** Which states of rules are shown, with how many there are of each. */
export function StateToggles({
  rules,
  states,
  onChange,
}: {
  readonly rules: RulesState;
  readonly states: ReadonlySet<RuleRow['state']>;
  readonly onChange: (states: ReadonlySet<RuleRow['state']>) => void;
}): ReactNode {
  const faceOf = (state: RuleRow['state']): ReactNode => (
    <>
      {RULE_STATE_WORDS[state]}{' '}
      <small>{formatCount(rules.rows.filter((row) => row.state === state).length)}</small>
    </>
  );
  return (
    <Toggles
      label="Rule states"
      names={RULE_STATES}
      on={states}
      onChange={onChange}
      faceOf={faceOf}
    />
  );
}
