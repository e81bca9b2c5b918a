import type { ReactNode } from 'react';
import { plural } from '../../lib/format';
import { Dialog } from '../../parts/dialog';
import { Evidence } from '../../parts/evidence';
import { fileActions } from './evidence-actions';
import { useEvidence } from './evidence-store';

const MOST_NAMED = 8;

export function RemoveFilesDialog({
  ids,
  onClose,
}: {
  ids: readonly number[];
  onClose: () => void;
}): ReactNode {
  const rows = useEvidence((store) => store.rows);
  const remove = (): void => {
    onClose();
    void fileActions.remove([...ids]);
  };
  return (
    <Dialog
      title="Remove from case"
      onClose={onClose}
      onSubmit={remove}
      actions={
        <>
          <button type="button" data-autofocus onClick={onClose}>
            Keep
          </button>
          <button type="submit" className="danger">
            Remove
          </button>
        </>
      }
    >
      <p>
        Remove {plural(ids.length, 'file')} from the case, with their events, detections and hits?
        The files themselves stay where they are.
      </p>
      <ul className="names">
        {ids.slice(0, MOST_NAMED).map((id) => (
          <li key={id}>
            <Evidence text={rows.get(id)?.name ?? ''} />
          </li>
        ))}
        {ids.length > MOST_NAMED && <li className="dim">and {ids.length - MOST_NAMED} more</li>}
      </ul>
    </Dialog>
  );
}
