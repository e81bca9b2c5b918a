import type { ReactNode } from 'react';
import { formatCount } from '../../lib/format';
import type { CaseTotals } from './case-totals';

interface UnusedToggleProps {
  readonly totals: CaseTotals;
  /** Rows that are shown. */
  readonly shown: number;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}

/** Shows or hides files that were skipped, and says how many rows are left. */
export function UnusedToggle({ totals, shown, on, onChange }: UnusedToggleProps): ReactNode {
  return (
    <>
      {totals.unused > 0 && (
        <button type="button" className="toggle" aria-pressed={on} onClick={() => onChange(!on)}>
          show skipped ({formatCount(totals.unused)})
        </button>
      )}
      {shown < totals.files && (
        <span className="dim">
          {formatCount(shown)} of {formatCount(totals.files)} shown
        </span>
      )}
    </>
  );
}
