import type { ReactNode } from 'react';
import type { RuleTrial } from '@shared/contract/rule-views';
import { formatCount, plural } from '../../lib/format';
import { Evidence } from '../../parts/evidence';
import { RULE_STATE_WORDS } from './rule-columns';

const MOST_LISTED = 50;

/** Rules that were to be tried and did not load, each with its reason. */
export function RefusedRules({ refused }: Pick<RuleTrial, 'refused'>): ReactNode {
  if (refused.length === 0) return null;
  return (
    <ul className="refused-rules" aria-label={`${plural(refused.length, 'rule')} not loaded`}>
      {refused.slice(0, MOST_LISTED).map(({ title, file, state, reason }, at) => (
        <li key={at}>
          <span className={`rule-${state}`}>{RULE_STATE_WORDS[state]}</span>{' '}
          <b>
            <Evidence text={title || file} title={file} />
          </b>{' '}
          <Evidence text={reason} block />
        </li>
      ))}
      {refused.length > MOST_LISTED && (
        <li className="dim">and {formatCount(refused.length - MOST_LISTED)} more</li>
      )}
    </ul>
  );
}
