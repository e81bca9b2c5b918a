import type { ReactNode } from 'react';
import type { DetectionRow } from '@shared/contract/finding-views';
import { Evidence } from '../../parts/evidence';
import { LevelMark } from '../../parts/level-mark';

/** A detection on the open event: rule, author, what it matched. */
export function DetectionCard({ detection }: { detection: DetectionRow }): ReactNode {
  const fields = [...new Set(detection.matches.map((match) => match.field))];
  return (
    <section className="card" aria-label="Detection">
      <div className="card-title">
        <LevelMark level={detection.level} />
        <Evidence text={detection.ruleTitle} block />
      </div>
      <p className="dim">
        <Evidence text={`by ${detection.author || 'unknown'} · ${detection.source}`} block />
      </p>
      {fields.length > 0 && (
        <p className="dim">
          matched <Evidence text={fields.join(', ')} block />
        </p>
      )}
    </section>
  );
}
