import type { Operation } from '@shared/model/file-states';
import { tell } from '../../app/toast-store';
import { fileActions } from './evidence-actions';
import { useEvidence } from './evidence-store';

/** Runs an operation over every file that has something published. */
export async function runOnCompleted(operation: Operation): Promise<void> {
  const ids = [...useEvidence.getState().rows.values()]
    .filter((row) => row.published !== null)
    .map((row) => row.id);
  if (ids.length === 0) tell('No file of this case has been processed yet.');
  else await fileActions.run(ids, operation);
}
