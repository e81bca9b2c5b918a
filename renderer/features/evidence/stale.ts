/** What the window says of stale results. */
import { useMemo } from 'react';
import type { EvidenceRow } from '@shared/contract/evidence-views';
import { type HuntPacks, type Stale, staleOf } from '@shared/model/stale';
import { useQueue } from '../../app/queue-store';
import { useEvidence } from './evidence-store';

/** `stale: rules changed`; null where nothing is stale. */
export function staleText({ rules, indicators, hitsTakenBack }: Stale): string | null {
  const changed = [...(rules ? ['rules'] : []), ...(indicators ? ['indicators'] : [])];
  const told = changed.length === 0 ? [] : [`${changed.join(' and ')} changed`];
  if (hitsTakenBack) told.push('hits of an earlier version');
  return told.length === 0 ? null : `stale: ${told.join(', ')}`;
}

export interface StaleFiles {
  /** Ids of files whose rules changed, and of those where only indicators did. */
  readonly rules: readonly number[];
  readonly indicatorsOnly: readonly number[];
  /** Those that were hunted with other indicators, or have lost their hits. */
  readonly indicators: readonly number[];
}

export function staleFiles(rows: Iterable<EvidenceRow>, packs: HuntPacks): StaleFiles {
  const rules: number[] = [];
  const indicatorsOnly: number[] = [];
  const indicators: number[] = [];
  for (const row of rows) {
    const stale = staleOf(row, packs);
    const isUnhunted = stale.indicators || stale.hitsTakenBack;
    if (isUnhunted) indicators.push(row.id);
    if (stale.rules) rules.push(row.id);
    else if (isUnhunted) indicatorsOnly.push(row.id);
  }
  return { rules, indicatorsOnly, indicators };
}

const NONE: StaleFiles = { rules: [], indicatorsOnly: [], indicators: [] };

/** Null rules mean that main has not told yet. The hashes are compared, so a restart forgets nothing. */
export function useStaleFiles(): StaleFiles {
  const rows = useEvidence((store) => store.rows);
  const rules = useQueue((store) => store.queue?.packs.rules ?? null);
  const indicators = useQueue((store) => store.queue?.packs.indicators ?? null);
  return useMemo(
    () => (rules === null ? NONE : staleFiles(rows.values(), { rules, indicators })),
    [rows, rules, indicators],
  );
}
