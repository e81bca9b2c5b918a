import { useMemo } from 'react';
import type { QueueView } from '@shared/contract/evidence-views';
import { useQueue } from '../../app/queue-store';
import { caseTotals, type CaseTotals } from './case-totals';
import { useEvidence } from './evidence-store';

/** The queue is told anew several times a second; only other correlations make other totals. */
function useCorrelations(): QueueView['correlations'] | null {
  const text = useQueue((store) => JSON.stringify(store.queue?.correlations ?? null));
  return useMemo(() => JSON.parse(text) as QueueView['correlations'] | null, [text]);
}

export function useCaseTotals(): CaseTotals {
  const rows = useEvidence((store) => store.rows);
  const correlations = useCorrelations();
  return useMemo(() => caseTotals(rows.values(), correlations), [rows, correlations]);
}
