import type { ReactNode } from 'react';
import { plural } from '../../lib/format';
import { useStaleFiles } from '../evidence/stale';
import { fileActions } from '../evidence/evidence-actions';
import { rehunt } from './indicator-acts';

/** Says when indicators take effect, with the button that makes them. */
export function RehuntNote(): ReactNode {
  const { indicators } = useStaleFiles();
  const count = indicators.length;
  if (count === 0)
    return (
      <div className="view-note" role="note">
        <span>
          New files are hunted for these by themselves; files processed before only when hunted
          again.
        </span>
        <button type="button" onClick={() => void rehunt()}>
          Re-hunt IOCs
        </button>
      </div>
    );
  return (
    <div className="view-note" role="note">
      <span>
        Indicators changed. {plural(count, 'file')} {count === 1 ? 'has' : 'have'} not been hunted
        for the change yet, and {count === 1 ? 'keeps its' : 'keep their'} hits of before. Where the
        change makes no difference, files are current without a hunt.
      </span>
      <button
        type="button"
        className="primary"
        onClick={() => void fileActions.run([...indicators], 'ioc_only')}
      >
        Re-hunt stale
      </button>
    </div>
  );
}
