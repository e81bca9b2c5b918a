/** What the examiner can do with a case as a whole; main tells of the outcome through its feeds. */
import type { NewCluster } from '@shared/contract/cluster-requests';
import type { CaseInfo } from '@shared/contract/app-views';
import type { AddedEvidence } from '@shared/contract/evidence-views';
import { ask, problemOf, valueOf } from '../lib/ask';
import { plural } from '../lib/format';
import { useApp } from './app-store';
import { attempt, tell } from './toast-store';
import { useView } from './view-store';

/** Opens a case; one in a cluster may ask for its secret first. */
function open(action: () => Promise<CaseInfo | null>): Promise<unknown> {
  return attempt(async () => {
    try {
      return await action();
    } catch (thrown) {
      if (problemOf(thrown).code !== 'cluster-secret') throw thrown;
      useView.getState().ask({ type: 'cluster', of: 'wanted' });
      return null;
    }
  });
}

export const openCase = (): Promise<unknown> => open(() => ask('case.openDialog', {}));
export const openSample = (): Promise<unknown> => attempt(() => ask('case.openSample', {}));
export const closeCase = (): Promise<unknown> => attempt(() => ask('case.close', {}));
export const createCase = (name: string, cluster: NewCluster | null): Promise<unknown> =>
  attempt(() => ask('case.create', { name, cluster }));
export const openRecent = (recent: number): Promise<unknown> =>
  open(() => ask('case.openRecent', { recent }));

export async function forgetRecent(recent: number): Promise<void> {
  const state = await attempt(() => ask('case.forgetRecent', { recent }));
  if (state !== null) useApp.setState({ state });
}

/** `3 files added · 1 duplicate · 2 skipped` */
export function addedText(added: AddedEvidence): string {
  const parts = [`${plural(added.accepted, 'file')} added`];
  if (added.duplicates > 0) parts.push(plural(added.duplicates, 'duplicate'));
  if (added.skipped > 0) parts.push(`${added.skipped} skipped`);
  return parts.join(' · ');
}

export async function addEvidence(what: 'files' | 'folder'): Promise<void> {
  const added = await attempt(() => ask('evidence.addDialog', { what }));
  if (added !== null) tell(addedText(added));
}

export async function dropFiles(files: readonly File[]): Promise<void> {
  const added = await attempt(async () => valueOf(await window.casescope.dropFiles(files)));
  if (added !== null) tell(addedText(added));
}
