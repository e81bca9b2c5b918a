import type { ReactNode } from 'react';
import { attempt } from '../../app/toast-store';
import { useQueue } from '../../app/queue-store';
import { ask } from '../../lib/ask';
import { Problem } from '../../parts/problem';

/** Detections are what a hunt found; this one is not of the rules that the next would hunt with. */
const StaleCorrelations = (): ReactNode => (
  <div className="view-note" role="note">
    Correlations are of the rules of the last hunt. The rules have changed since: run SIGMA again to
    make them anew.
  </div>
);

/** Said where detections are counted or listed while correlations are not of the detections there are. */
export function CorrelationsNote(): ReactNode {
  const state = useQueue(({ queue }) => queue?.correlating);
  if (state?.type === 'rests' && state.leftOut !== null)
    return <Problem text={`Correlations are not of all detections. ${state.leftOut}`} />;
  if (state?.type === 'rests' && state.areStale) return <StaleCorrelations />;
  if (state?.type !== 'failed') return null;
  return (
    <Problem
      text={`Correlations are of earlier detections; they could not be run. ${state.reason}`}
      onRetry={() => void attempt(() => ask('detections.correlate', {}))}
    />
  );
}
