import type { ReactNode } from 'react';
import type { RuleTrial } from '@shared/contract/rule-views';
import { slowRuleText } from '@shared/model/slow-rule';
import { formatCount } from '../../lib/format';
import { Evidence } from '../../parts/evidence';
import { RefusedRules } from './refused-rules';

/** What a trial of rules does not tell: rules that did not load, files left out or not read, rules cut off. */
export function TrialShortcomings({ trial }: { trial: RuleTrial }): ReactNode {
  const { files, ofFiles, problems, slow, refused } = trial;
  return (
    <>
      <RefusedRules refused={refused} />
      {files < ofFiles && (
        <p className="rule-notRun">
          {formatCount(ofFiles - files)} files were left out: it took too long.
        </p>
      )}
      {[...slow.map(slowRuleText), ...problems].map((text, at) => (
        <p key={at} className="rule-notRun">
          <Evidence text={text} block />
        </p>
      ))}
    </>
  );
}
