/** Which results were hunted with other rules or indicators than a hunt that starts now would use. */
import { useMemo } from 'react';
import type { EvidenceRow, QueueView } from '@shared/contract/views';
import { useQueue } from '../../app/queue-store';
import { useEvidence } from './evidence-store';

type Packs = QueueView['packs'];

export interface Stale {
  readonly rules: boolean;
  readonly indicators: boolean;
}

/** What a result was made with is stored with it; where that is not known, nothing is said. */
export function staleOf({ published }: Pick<EvidenceRow, 'published'>, packs: Packs): Stale {
  const { rules = null, indicators = null } = published?.huntedWith ?? {};
  return {
    rules: rules !== null && rules !== packs.rules,
    indicators: indicators !== null && indicators !== packs.indicators,
  };
}

/** `stale: rules changed`; null where nothing is stale. */
export function staleText({ rules, indicators }: Stale): string | null {
  const changed = [...(rules ? ['rules'] : []), ...(indicators ? ['indicators'] : [])];
  return changed.length === 0 ? null : `stale: ${changed.join(' and ')} changed`;
}

export interface StaleFiles {
  /** Ids of files whose rules changed, and of those where only indicators did. */
  readonly rules: readonly number[];
  readonly indicatorsOnly: readonly number[];
  /** How many were hunted with other indicators. */
  readonly indicators: number;
}

export function staleFiles(rows: Iterable<EvidenceRow>, packs: Packs): StaleFiles {
  const rules: number[] = [];
  const indicatorsOnly: number[] = [];
  let indicators = 0;
  for (const row of rows) {
    const stale = staleOf(row, packs);
    if (stale.indicators) indicators++;
    if (stale.rules) rules.push(row.id);
    else if (stale.indicators) indicatorsOnly.push(row.id);
  }
  return { rules, indicatorsOnly, indicators };
}

const NONE: StaleFiles = { rules: [], indicatorsOnly: [], indicators: 0 };

/** Null packs mean that main has not told yet. The hashes are compared, so a restart forgets nothing. */
export function useStaleFiles(): StaleFiles {
  const rows = useEvidence((store) => store.rows);
  const rules = useQueue((store) => store.queue?.packs.rules ?? null);
  const indicators = useQueue((store) => store.queue?.packs.indicators ?? null);
  return useMemo(
    () =>
      rules === null || indicators === null
        ? NONE
        : staleFiles(rows.values(), { rules, indicators }),
    [rows, rules, indicators],
  );
}
