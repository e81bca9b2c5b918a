import { type ReactNode, useState } from 'react';
import type { RuleTrial, RuleUpdate } from '@shared/contract/rule-views';
import { attempt } from '../../app/toast-store';
import { ask } from '../../lib/ask';
import { formatCount, plural } from '../../lib/format';
import { TrialShortcomings } from './trial-shortcomings';

interface Shown {
  readonly of: RuleUpdate;
  readonly trial: RuleTrial | 'never' | 'running';
}

interface TriedUpdate {
  readonly trial: Shown['trial'];
  run(): void;
}

/** What the added and changed rules would find in this case, before they are taken. */
export function useUpdateTrial(update: RuleUpdate): TriedUpdate {
  const [shown, setShown] = useState<Shown>({ of: update, trial: 'never' });
  const run = async (): Promise<void> => {
    setShown({ of: update, trial: 'running' });
    const done = await attempt(() => ask('rules.tryUpdate', {}));
    setShown((now) => (now.of === update ? { of: update, trial: done ?? 'never' } : now));
  };
  // What it changes may be told anew.
  return { trial: shown.of === update ? shown.trial : 'never', run: () => void run() };
}

export function UpdateTrial(props: {
  readonly update: RuleUpdate;
  readonly tried: TriedUpdate;
}): ReactNode {
  const { canTry, diff } = props.update;
  const { trial, run } = props.tried;
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
  return (
    <p>
      <button type="button" disabled={trial === 'running'} onClick={run}>
        {trial === 'running'
          ? 'Hunting over the case…'
          : `Try ${plural(changed, 'added or changed rule')} on this case`}
      </button>
    </p>
  );
}

/** How many each rule has stands beside it in the lists. */
function Outcome({ trial }: { trial: RuleTrial }): ReactNode {
  const { detections, events, files } = trial;
  return (
    <div role="status">
      <p>
        Added and changed rules find <b>{plural(detections, 'detection')}</b> in{' '}
        {plural(events, 'event')} of {plural(files, 'file')}
        <LeftOut suppressed={trial.suppressed} />
      </p>
      <TrialShortcomings trial={trial} />
    </div>
  );
}

/** Nothing where tuning leaves nothing out. */
export const LeftOut = ({ suppressed }: Pick<RuleTrial, 'suppressed'>): ReactNode =>
  suppressed > 0 && <span className="dim"> · {formatCount(suppressed)} left out by tuning</span>;
