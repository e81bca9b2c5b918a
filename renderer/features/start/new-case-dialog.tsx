import { type ReactNode, useState } from 'react';
import { clusterCaseOf } from '@shared/contract/cluster';
import { isUsable } from '@shared/contract/cluster-check';
import type { NewCluster } from '@shared/contract/cluster-requests';
import { createCase } from '../../app/case-actions';
import { FormDialog } from '../../parts/form-dialog';
import { ClusterCaseField } from '../cluster/cluster-case-field';
import { isClusterCase, NEW_CLUSTER_DRAFT, secretOf } from '../cluster/cluster-draft';
import { ClusterFields, LocalNote } from '../cluster/cluster-fields';
import { type ClusterForm, useClusterForm } from '../cluster/use-cluster-form';

const PLACES = {
  laptop: 'This laptop',
  cluster: 'An OpenSearch cluster',
} as const;
type Place = keyof typeof PLACES;

function PlaceChoice(props: { place: Place; onChange: (place: Place) => void }): ReactNode {
  return (
    <fieldset className="place-choice">
      <legend>Where its events are kept</legend>
      {Object.entries(PLACES).map(([place, words]) => (
        <label key={place} className="check">
          <input
            type="radio"
            name="place"
            checked={props.place === place}
            onChange={() => props.onChange(place as Place)}
          />
          {words}
        </label>
      ))}
    </fieldset>
  );
}

/** Null while something of it is missing. */
function clusterOf({ connection, draft }: ClusterForm, clusterCase: string): NewCluster | null {
  if (connection === null || !isClusterCase(clusterCase)) return null;
  return { connection, clusterCase, secret: secretOf(draft), keepSecret: draft.keepSecret };
}

export function NewCaseDialog({ onClose }: { onClose: () => void }): ReactNode {
  const [name, setName] = useState('');
  const [place, setPlace] = useState<Place>('laptop');
  const [typedCase, setTypedCase] = useState<string | null>(null);
  const form = useClusterForm(NEW_CLUSTER_DRAFT);
  const clusterCase = typedCase ?? clusterCaseOf(name);
  const cluster = place === 'cluster' ? clusterOf(form, clusterCase) : null;
  const valid =
    name.trim() !== '' && (place === 'laptop' || (cluster !== null && !form.isChecking));
  const create = async (): Promise<void> => {
    if (cluster !== null) {
      const check = await form.tested(clusterCase);
      if (check === null || !isUsable(check)) return;
    }
    const made = await createCase(name.trim(), cluster);
    if (made !== null) onClose();
  };
  return (
    <FormDialog
      title="New case"
      wide={place === 'cluster'}
      onClose={onClose}
      onSubmit={() => void create()}
      submit="Create case"
      valid={valid}
    >
      <label className="field">
        Case name
        <input
          data-autofocus
          maxLength={120}
          value={name}
          placeholder="Harbour 2026-114"
          onChange={(event) => setName(event.target.value)}
        />
        <small>
          You choose the folder next. The case keeps its{' '}
          {place === 'laptop' ? 'index' : 'books, tags and notes'} there; your evidence is only
          read.
        </small>
      </label>
      <PlaceChoice place={place} onChange={setPlace} />
      {place === 'cluster' && (
        <>
          <ClusterFields
            form={form}
            clusterCase={isClusterCase(clusterCase) ? clusterCase : null}
          />
          <ClusterCaseField
            name={clusterCase}
            there={form.check?.cases ?? null}
            onChange={setTypedCase}
          />
          <LocalNote />
        </>
      )}
    </FormDialog>
  );
}
