import { type ReactNode, useState } from 'react';
import type { RuleTrial, RuleUpdate } from '@shared/contract/rule-views';
import { attempt } from '../../app/toast-store';
import { ask } from '../../lib/ask';
import { formatCount, plural } from '../../lib/format';
import { Evidence } from '../../parts/evidence';
import { TrialShortcomings } from './trial-shortcomings';

/** Rules named that find something. */
const MOST_TITLES = 12;

interface Shown {
  readonly of: RuleUpdate;
  readonly trial: RuleTrial | 'never' | 'running';
}

/** What the added and changed rules would find in this case, before they are taken. */
export function UpdateTrial({ update }: { update: RuleUpdate }): ReactNode {
  const [shown, setShown] = useState<Shown>({ of: update, trial: 'never' });
  // What it changes may be told anew.
  const trial = shown.of === update ? shown.trial : 'never';
  const { canTry, diff } = update;
  const changed = diff.added.length + diff.changed.length;
  if (changed === 0) return null;
  if (!canTry)
    return (
      <p className="dim">
        Too many rules are added or changed to try them here; take them and re-run SIGMA to see what
        they find.
      </p>
    );
  if (typeof trial !== 'string') return <Outcome trial={trial} />;
  const run = async (): Promise<void> => {
    setShown({ of: update, trial: 'running' });
    const done = await attempt(() => ask('rules.tryUpdate', {}));
    setShown((now) => (now.of === update ? { of: update, trial: done ?? 'never' } : now));
  };
  return (
    <p>
      <button type="button" disabled={trial === 'running'} onClick={() => void run()}>
        {trial === 'running'
          ? 'Hunting over the case…'
          : `Try ${plural(changed, 'added or changed rule')} on this case`}
      </button>
    </p>
  );
}

function Outcome({ trial }: { trial: RuleTrial }): ReactNode {
  const { detections, events, files, byRule, rulesWith } = trial;
  const named = byRule.slice(0, MOST_TITLES);
  return (
    <div role="status">
      <p>
        Added and changed rules find <b>{plural(detections, 'detection')}</b> in{' '}
        {plural(events, 'event')} of {plural(files, 'file')}
        {named.length > 0 && ': '}
        <Evidence
          text={named.map((one) => `${formatCount(one.detections)} of ${one.title}`).join(' · ')}
        />
        {rulesWith > named.length && ` and ${plural(rulesWith - named.length, 'more rule')}`}
      </p>
      <TrialShortcomings trial={trial} />
    </div>
  );
}
