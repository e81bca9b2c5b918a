import type { ReactNode } from 'react';
import { attempt } from '../../app/toast-store';
import { useQueue } from '../../app/queue-store';
import { ask } from '../../lib/ask';
import { Problem } from '../../parts/problem';

/** Said where detections are counted or listed while correlations are not of the detections there are. */
export function CorrelationsNote(): ReactNode {
  const failure = useQueue(({ queue }) =>
    queue?.correlating.type === 'failed' ? queue.correlating.reason : null,
  );
  if (failure === null) return null;
  return (
    <Problem
      text={`Correlations are of earlier detections; they could not be run. ${failure}`}
      onRetry={() => void attempt(() => ask('detections.correlate', {}))}
    />
  );
}
