import { useMemo } from 'react';
import { caseTotals, type CaseTotals } from './case-totals';
import { useEvidence } from './evidence-store';

export function useCaseTotals(): CaseTotals {
  const rows = useEvidence((store) => store.rows);
  return useMemo(() => caseTotals(rows.values()), [rows]);
}
