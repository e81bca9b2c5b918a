import type { ReactNode } from 'react';
import type { EvidenceRow } from '@shared/contract/evidence-views';
import { useQueue } from '../../app/queue-store';
import { staleOf } from '@shared/model/stale';
import { staleText } from './stale';

/** Says that a result is older than the rules or indicators of now. */
export function StaleMark({ row }: { row: EvidenceRow }): ReactNode {
  const rules = useQueue((store) => store.queue?.packs.rules ?? null);
  const indicators = useQueue((store) => store.queue?.packs.indicators ?? null);
  if (rules === null) return null;
  const text = staleText(staleOf(row, { rules, indicators }));
  return text === null ? null : <span className="stale-mark">{text}</span>;
}
