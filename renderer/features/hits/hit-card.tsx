import type { ReactNode } from 'react';
import type { HitRow } from '@shared/contract/finding-views';
import { Evidence } from '../../parts/evidence';
import { fieldsText } from './hit-columns';
import { StaleMark } from './stale-mark';

/** An indicator met in the open event. */
export function HitCard({ hit }: { hit: HitRow }): ReactNode {
  return (
    <section className="card" aria-label="Hit">
      <div className="card-title">
        <span className="hit-mark">IOC</span>
        <Evidence text={hit.indicator} block />
        <StaleMark hit={hit} />
      </div>
      <p className="dim">
        <Evidence text={`${hit.type} · in ${fieldsText(hit)}`} block />
      </p>
    </section>
  );
}
