import type { ReactNode } from 'react';
import { useStaleFiles } from '../evidence/stale';
import { rehunt } from './indicator-acts';

/** Says when indicators take effect, with the button that makes them. */
export function RehuntNote(): ReactNode {
  const changed = useStaleFiles().indicators > 0;
  return (
    <div className="view-note" role="note">
      <span>
        {changed
          ? 'Indicators changed. Files processed before have not been hunted for the change yet, and keep the hits they had.'
          : 'New files are hunted for these by themselves; files processed before only when hunted again.'}
      </span>
      <button
        type="button"
        className={changed ? 'primary' : undefined}
        onClick={() => void rehunt()}
      >
        Re-hunt IOCs
      </button>
    </div>
  );
}
