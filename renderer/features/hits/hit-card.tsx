import type { ReactNode } from 'react';
import type { HitRow } from '@shared/contract/views';
import { Evidence } from '../../parts/evidence';

/** An indicator met in the open event. */
export function HitCard({ hit }: { hit: HitRow }): ReactNode {
  return (
    <section className="card" aria-label="Hit">
      <div className="card-title">
        <span className="hit-mark">IOC</span>
        <Evidence text={hit.indicator} block />
      </div>
      <p className="dim">
        <Evidence text={`${hit.type} · in ${hit.field}`} block />
      </p>
    </section>
  );
}
