import { type ReactNode, useState } from 'react';
import type { FailedMove, MoveOutcome, MoveProgress } from '@shared/contract/case-move';
import { clusterCaseOf } from '@shared/contract/cluster';
import { isUsable } from '@shared/contract/cluster-check';
import type { NewCluster } from '@shared/contract/cluster-requests';
import type { CaseInfo } from '@shared/contract/app-views';
import { useCase } from '../../app/app-store';
import { useMoving } from '../../app/queue-store';
import { attempt, useToasts } from '../../app/toast-store';
import { ask } from '../../lib/ask';
import { formatCount } from '../../lib/format';
import { Dialog } from '../../parts/dialog';
import { Evidence } from '../../parts/evidence';
import { FormDialog } from '../../parts/form-dialog';
import { ClusterCaseField } from './cluster-case-field';
import { isClusterCase, NEW_CLUSTER_DRAFT, secretOf } from './cluster-draft';
import { ClusterFields, LocalNote } from './cluster-fields';
import { movedPercent, movedText } from './moved-text';
import { useClusterForm } from './use-cluster-form';
import './move-case.css';

interface MoveCaseDialogProps {
  readonly onClose: () => void;
}

/** Moves the case: where to, how far it is, what became of it. Closed meanwhile, the move goes on. */
export function MoveCaseDialog({ onClose }: MoveCaseDialogProps): ReactNode {
  const opened = useCase();
  const moving = useMoving((store) => store.moving);
  const [outcome, setOutcome] = useState<MoveOutcome | null>(null);
  const [isBegun, setBegun] = useState(false);
  const move = async (to: NewCluster | null): Promise<void> => {
    setOutcome(null);
    setBegun(true);
    const ended = await attempt(() => ask('cluster.move', { to }));
    setBegun(false);
    if (ended === null) return;
    setOutcome(ended);
    useToasts.getState().show(ended.type === 'failed' ? 'problem' : 'done', movedText(ended));
    if (ended.type === 'moved') onClose();
  };
  if (opened === null) return null;
  if (moving !== null || isBegun) return <Moving moving={moving} onClose={onClose} />;
  const parts = { opened, outcome, onClose, onMove: (to: NewCluster | null) => void move(to) };
  return opened.cluster === null ? <ToCluster {...parts} /> : <ToLaptop {...parts} />;
}

interface MoveFormProps extends MoveCaseDialogProps {
  readonly opened: CaseInfo;
  /** Of the move before, which ended in vain. */
  readonly outcome: MoveOutcome | null;
  readonly onMove: (to: NewCluster | null) => void;
}

function ToCluster({ opened, outcome, onClose, onMove }: MoveFormProps): ReactNode {
  const [typedCase, setTypedCase] = useState<string | null>(null);
  const form = useClusterForm(NEW_CLUSTER_DRAFT);
  const clusterCase = typedCase ?? clusterCaseOf(opened.name);
  const { connection, draft } = form;
  const move = async (): Promise<void> => {
    if (connection === null) return;
    const check = await form.tested(clusterCase);
    if (check === null || !isUsable(check)) return;
    onMove({ connection, clusterCase, secret: secretOf(draft), keepSecret: draft.keepSecret });
  };
  return (
    <FormDialog
      title="Move to a cluster"
      submit="Move case"
      wide
      valid={connection !== null && isClusterCase(clusterCase) && !form.isChecking}
      onClose={onClose}
      onSubmit={() => void move()}
    >
      <Outcome outcome={outcome} />
      <p>
        The events, detections and hits of <Evidence text={opened.name} title="" /> are copied into
        the cluster, file by file, and each copy is verified. They leave the case&apos;s folder when
        all of them are there.
      </p>
      <ClusterFields form={form} clusterCase={isClusterCase(clusterCase) ? clusterCase : null} />
      <ClusterCaseField name={clusterCase} there={null} onChange={setTypedCase} />
      <LocalNote />
    </FormDialog>
  );
}

function ToLaptop({ opened, outcome, onClose, onMove }: MoveFormProps): ReactNode {
  return (
    <FormDialog
      title="Move to this laptop"
      submit="Move case"
      valid
      onClose={onClose}
      onSubmit={() => onMove(null)}
    >
      <Outcome outcome={outcome} />
      <p>
        The events, detections and hits of <Evidence text={opened.name} title="" /> are copied from
        the cluster into the case&apos;s folder, file by file, and each copy is verified.
      </p>
      <p>
        Files that other laptops processed come with them. When all are here, the case is removed
        from the cluster; where files of other laptops are in it, it stays there for them.
      </p>
    </FormDialog>
  );
}

function Outcome({ outcome }: { outcome: MoveOutcome | null }): ReactNode {
  if (outcome === null) return null;
  return (
    <div className="move-outcome" role="status">
      <p>{movedText(outcome.type === 'failed' ? { ...outcome, failures: [] } : outcome)}</p>
      {outcome.type === 'failed' && <Failures failures={outcome.failures} />}
    </div>
  );
}

/** Files named; more of them tell nothing new. */
const MOST_NAMED = 20;

function Failures({ failures }: { failures: readonly FailedMove[] }): ReactNode {
  return (
    <ul>
      {failures.slice(0, MOST_NAMED).map(({ file, reason }) => (
        <li key={`${file} ${reason}`}>
          <Evidence text={file} title="" />: <Evidence text={reason} title="" />
        </li>
      ))}
      {failures.length > MOST_NAMED && <li>and {failures.length - MOST_NAMED} more</li>}
    </ul>
  );
}

interface MovingProps extends MoveCaseDialogProps {
  /** Null until the first file is copied. */
  readonly moving: MoveProgress | null;
}

function Moving({ moving, onClose }: MovingProps): ReactNode {
  const [isCancelled, setCancelled] = useState(false);
  const cancel = (): void => {
    setCancelled(true);
    void ask('cluster.cancelMove', {}).catch(() => undefined);
  };
  const percent = moving === null ? 0 : movedPercent(moving);
  return (
    <Dialog
      title="Moving the case"
      onClose={onClose}
      actions={
        <>
          <button type="button" disabled={isCancelled} onClick={cancel}>
            {isCancelled ? 'Cancelling…' : 'Cancel the move'}
          </button>
          <button type="submit" className="primary" data-autofocus>
            Go on behind
          </button>
        </>
      }
    >
      <span
        className="bar move-bar"
        role="progressbar"
        aria-label="Moving the case"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
      >
        <i style={{ width: `${percent}%` }} />
      </span>
      <p className="move-file" aria-live="polite">
        {moving === null ? (
          'Looking at both places…'
        ) : (
          <>
            {formatCount(moving.filesDone)} of {formatCount(moving.files)} files, {percent} %:{' '}
            <Evidence text={moving.file} title="" />
          </>
        )}
      </p>
      <p className="dim small">
        The case stays where it is until every file is copied and verified. A move that is cancelled
        goes on from there the next time.
      </p>
    </Dialog>
  );
}
