import type { ReactNode } from 'react';
import type { CheckedDraft } from '@shared/sigma/rule-draft';
import { plural } from '../../lib/format';
import { Evidence } from '../../parts/evidence';
import { RULE_STATE_WORDS } from '../rules/rule-columns';

/** What becomes of each rule of the draft, and what is wrong with it, each leading to its line. */
export function CheckTab(props: {
  readonly checked: CheckedDraft;
  readonly onLine: (line: number) => void;
}): ReactNode {
  const { outcomes, problems } = props.checked;
  return (
    <>
      <ul className="draft-outcomes">
        {outcomes.map(({ title, state }, at) => (
          <li key={at}>
            <span className={`state rule-${state}`}>
              <i className={`dot rule-${state}`} aria-hidden="true" />
              {RULE_STATE_WORDS[state]}
            </span>{' '}
            <Evidence text={title || 'no title'} />
          </li>
        ))}
      </ul>
      {problems.length === 0 ? (
        <p className="dim">No problems.</p>
      ) : (
        <ul className="draft-problems" aria-label={plural(problems.length, 'problem')}>
          {problems.map(({ severity, message, line }, at) => (
            <li key={at}>
              <button type="button" className="link" onClick={() => props.onLine(line)}>
                Line {line}
              </button>{' '}
              <span className={severity === 'error' ? 'rule-invalid' : 'rule-notRun'}>
                {severity === 'error' ? 'Error' : 'Warning'}
              </span>{' '}
              <Evidence text={message} block />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
