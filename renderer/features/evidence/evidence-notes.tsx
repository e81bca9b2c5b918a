import type { ReactNode } from 'react';
import { useQueue } from '../../app/queue-store';
import { plural } from '../../lib/format';
import { fileActions } from './evidence-actions';
import { useStaleFiles } from './stale';

/** A paused queue stays paused over a restart, so the window says so where files are seen to wait. */
function PausedNote(): ReactNode {
  const paused = useQueue((store) => store.queue?.paused ?? false);
  if (!paused) return null;
  return (
    <div className="view-note" role="note">
      The queue is paused: files wait until you resume it, also when the case is opened again.
    </div>
  );
}

/** `3 files were hunted with other rules, 2 with other indicators.` */
function staleSentence(rules: number, indicators: number): string {
  const first = plural(rules > 0 ? rules : indicators, 'file');
  const verb = (rules > 0 ? rules : indicators) === 1 ? 'was' : 'were';
  if (rules === 0) return `${first} ${verb} hunted with other indicators than the case has now.`;
  const also = indicators > 0 ? `, ${indicators} with other indicators,` : '';
  return `${first} ${verb} hunted with other rules${also} than there are now.`;
}

async function rerun(rules: readonly number[], indicatorsOnly: readonly number[]): Promise<void> {
  if (rules.length > 0) await fileActions.run([...rules], 'sigma_only');
  if (indicatorsOnly.length > 0) await fileActions.run([...indicatorsOnly], 'ioc_only');
}

function StaleNote(): ReactNode {
  const { rules, indicatorsOnly, indicators } = useStaleFiles();
  const count = rules.length + indicatorsOnly.length;
  if (count === 0) return null;
  return (
    <div className="view-note" role="note">
      <span>{staleSentence(rules.length, indicators)}</span>
      <button type="button" onClick={() => void rerun(rules, indicatorsOnly)}>
        Re-run {plural(count, 'stale file')}
      </button>
    </div>
  );
}

/** What the examiner should know of the queue and the results as a whole. */
export function EvidenceNotes(): ReactNode {
  return (
    <>
      <PausedNote />
      <StaleNote />
    </>
  );
}
