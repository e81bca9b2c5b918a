import { type ReactNode, useLayoutEffect, useState } from 'react';
import { isUsable } from '@shared/contract/cluster-check';
import type { ClusterState } from '@shared/contract/cluster-requests';
import { attempt, tell } from '../../app/toast-store';
import { ask } from '../../lib/ask';
import { useAsked } from '../../lib/use-asked';
import { Evidence } from '../../parts/evidence';
import { FormDialog } from '../../parts/form-dialog';
import { draftOf, secretOf } from './cluster-draft';
import { ClusterFields, LocalNote } from './cluster-fields';
import { useClusterForm } from './use-cluster-form';

interface ClusterDialogProps {
  /** The case that is open, or one that waits for its secret to be opened. */
  readonly of: 'open' | 'wanted';
  readonly onClose: () => void;
}

/** The cluster of a case: another address, another sign-in, or the secret that it waits for. */
export function ClusterDialog({ of, onClose }: ClusterDialogProps): ReactNode {
  const { answer } = useAsked('cluster.state', { of }, '');
  return answer === null ? null : <Loaded state={answer} of={of} onClose={onClose} />;
}

function Loaded({ state, of, onClose }: ClusterDialogProps & { state: ClusterState }): ReactNode {
  const { caseName, cluster } = state;
  const form = useClusterForm({
    ...draftOf(cluster.connection),
    keepSecret: state.secret === 'kept',
  });
  const [isBusy, setBusy] = useState(false);
  const { connection, draft } = form;
  const isDoubtful = form.check !== null && !form.isStale && !isUsable(form.check);
  const act = of === 'open' ? 'Save' : 'Open case';
  useLayoutEffect(() => {
    // The one thing that is missing; the dialog begins with its first field.
    if (of === 'wanted') document.querySelector<HTMLElement>('dialog [type=password]')?.focus();
  }, [of]);
  const save = async (): Promise<void> => {
    if (connection === null) return;
    // Once it was seen that something is wrong, the examiner may go on all the same.
    if (!isDoubtful) {
      const check = await form.tested(cluster.clusterCase);
      if (check === null || !isUsable(check)) return;
    }
    setBusy(true);
    const input = { of, connection, secret: secretOf(draft), keepSecret: draft.keepSecret };
    const opened = await attempt(() => ask('cluster.change', input));
    setBusy(false);
    if (opened === null) return;
    onClose();
    tell(of === 'open' ? 'The case uses this connection now' : `${opened.name} is open`);
  };
  return (
    <FormDialog
      title={of === 'open' ? 'Cluster of this case' : 'Sign in to the cluster'}
      submit={isDoubtful ? `${act} all the same` : act}
      wide
      valid={connection !== null && !isBusy && !form.isChecking}
      onClose={onClose}
      onSubmit={() => void save()}
    >
      <p className="case-in-cluster">
        <Evidence text={caseName} title="" /> is <code>{cluster.clusterCase}</code> in the cluster.
        {of === 'wanted' && ' What it signs in with is not known in this session.'}
      </p>
      <ClusterFields form={form} clusterCase={cluster.clusterCase} />
      <LocalNote />
    </FormDialog>
  );
}
