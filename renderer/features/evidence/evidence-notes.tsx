import type { ReactNode } from 'react';
import { CorrelationsNote } from '../detections/correlations-note';
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

/** `3 files have not been hunted with the rules there are now, 2 not with the indicators.` */
function staleSentence(rules: number, indicators: number): string {
  const count = rules > 0 ? rules : indicators;
  const first = `${plural(count, 'file')} ${count === 1 ? 'has' : 'have'} not been hunted with`;
  if (rules === 0) return `${first} the indicators the case has now.`;
  const also = indicators > 0 ? `, ${indicators} not with the indicators` : '';
  return `${first} the rules there are now${also}.`;
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
      <span>{staleSentence(rules.length, indicators.length)}</span>
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
      <CorrelationsNote />
    </>
  );
}
