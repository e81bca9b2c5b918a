import type { Operation } from '@shared/model/file-states';
import { tell } from '../../app/toast-store';
import { fileActions } from './evidence-actions';
import { useEvidence } from './evidence-store';

/** Runs an operation over every file that has something published; true when it was taken on. */
export async function runOnCompleted(operation: Operation): Promise<boolean> {
  const ids = [...useEvidence.getState().rows.values()]
    .filter((row) => row.published !== null)
    .map((row) => row.id);
  if (ids.length === 0) {
    tell('No file of this case has been processed yet.');
    return false;
  }
  return (await fileActions.run(ids, operation)) !== null;
}
