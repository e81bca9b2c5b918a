import type { ReactNode } from 'react';
import { attempt } from '../../app/toast-store';
import { useQueue } from '../../app/queue-store';
import { ask } from '../../lib/ask';
import { Problem } from '../../parts/problem';

/** Said where detections are counted or listed while correlations are not of the detections there are. */
export function CorrelationsNote(): ReactNode {
  const state = useQueue(({ queue }) => queue?.correlating);
  if (state?.type === 'rests' && state.leftOut !== null)
    return <Problem text={`Correlations are not of all detections. ${state.leftOut}`} />;
  if (state?.type !== 'failed') return null;
  return (
    <Problem
      text={`Correlations are of earlier detections; they could not be run. ${state.reason}`}
      onRetry={() => void attempt(() => ask('detections.correlate', {}))}
    />
  );
}
