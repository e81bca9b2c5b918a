import type { ReactNode } from 'react';
import { ConnectionCheck } from './connection-check';
import { ConnectionForm } from './connection-form';
import type { ClusterForm } from './use-cluster-form';

interface ClusterFieldsProps {
  readonly form: ClusterForm;
  /** Tried with this name of the case in the cluster. */
  readonly clusterCase: string | null;
}

/** The form of a connection with its test. */
export function ClusterFields({ form, clusterCase }: ClusterFieldsProps): ReactNode {
  const { draft, change, known, connection } = form;
  return (
    <>
      <ConnectionForm draft={draft} onChange={change} known={known} />
      <ConnectionCheck
        {...{ check: form.check, isChecking: form.isChecking, isStale: form.isStale }}
        onCheck={connection === null ? null : () => void form.test(clusterCase)}
        onPin={(fingerprint) => change({ trust: 'fingerprint', fingerprint })}
      />
    </>
  );
}

/** What a cluster changes, and what it does not. */
export function LocalNote(): ReactNode {
  return (
    <p className="dim small">
      Events, detections and hits are in the cluster and seen by every laptop that joins the case.
      Tags, notes, reviews and the list of evidence stay on this laptop.
    </p>
  );
}
