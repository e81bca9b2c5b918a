import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ShownRule } from '../../app/view-store';
import { Evidence } from '../../parts/evidence';

/** The one rule whose detections are listed, and a way out of that. */
export function RuleChip({ rule, onAll }: { rule: ShownRule; onAll: () => void }): ReactNode {
  return (
    <span className="chip" role="group" aria-label="Detections of one rule">
      <span className="dim">of</span>
      <Evidence text={rule.title} title={rule.title} />
      <button
        type="button"
        className="icon"
        aria-label="Show detections of all rules"
        title="Show detections of all rules"
        onClick={onAll}
      >
        <X size={12} aria-hidden="true" />
      </button>
    </span>
  );
}
