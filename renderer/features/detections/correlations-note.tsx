import type { ReactNode } from 'react';
import type { CorrelatingState } from '@shared/contract/correlations';
import { attempt } from '../../app/toast-store';
import { useQueue } from '../../app/queue-store';
import { ask } from '../../lib/ask';
import { Problem } from '../../parts/problem';

const STALE =
  'Correlations are of the rules of the last hunt. The rules have changed since: run SIGMA again to make them anew.';

const Note = ({ text }: { text: string }): ReactNode => (
  <div className="view-note" role="note">
    {text}
  </div>
);

function RestingNotes({
  state: { leftOut, areStale, timeless, otherRules },
}: {
  state: Extract<CorrelatingState, { type: 'rests' }>;
}): ReactNode {
  return (
    <>
      {leftOut !== null && <Problem text={`Correlations are not of all detections. ${leftOut}`} />}
      {areStale && <Note text={STALE} />}
      {timeless !== null && <Note text={timeless} />}
      {otherRules !== null && <Note text={otherRules} />}
    </>
  );
}

/** Said where detections are counted or listed while correlations are not of the detections there are. */
export function CorrelationsNote(): ReactNode {
  const state = useQueue(({ queue }) => queue?.correlating);
  if (state?.type === 'rests') return <RestingNotes state={state} />;
  if (state?.type !== 'failed') return null;
  return (
    <Problem
      text={`Correlations are of earlier detections; they could not be run. ${state.reason}`}
      onRetry={() => void attempt(() => ask('detections.correlate', {}))}
    />
  );
}
