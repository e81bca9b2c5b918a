import type { ReactNode } from 'react';
import type { HitRow } from '@shared/contract/finding-views';
import { useIndicators } from '../indicators/indicator-store';
import { STALENESS_TEXTS, type Staleness, stalenessOf } from './stale-hit';
import './hits.css';

const useStaleness = (hit: HitRow): Staleness | null =>
  useIndicators(({ indicators }) => stalenessOf(hit, indicators));

/** Marks a hit whose indicator is no longer sought like this. */
export function StaleMark({ hit }: { hit: HitRow }): ReactNode {
  const stale = useStaleness(hit);
  if (stale === null) return null;
  return (
    <span className="stale-mark" title={STALENESS_TEXTS[stale]}>
      {stale}
    </span>
  );
}

/** The same in words. */
export function StaleNote({ hit }: { hit: HitRow }): ReactNode {
  const stale = useStaleness(hit);
  return stale === null ? null : <p role="note">{STALENESS_TEXTS[stale]}</p>;
}
