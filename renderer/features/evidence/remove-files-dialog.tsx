import type { ReactNode } from 'react';
import { useCase } from '../../app/app-store';
import { plural } from '../../lib/format';
import { RemovalDialog } from '../../parts/removal-dialog';
import { fileActions } from './evidence-actions';
import { useEvidence } from './evidence-store';

interface RemoveFilesDialogProps {
  readonly ids: readonly number[];
  readonly onClose: () => void;
}

export function RemoveFilesDialog({ ids, onClose }: RemoveFilesDialogProps): ReactNode {
  const rows = useEvidence((store) => store.rows);
  const isShared = (useCase()?.cluster ?? null) !== null;
  return (
    <RemovalDialog
      title="Remove from case"
      act="Remove"
      going={ids.map((id) => ({ id, name: rows.get(id)?.name ?? '' }))}
      onRemove={() => void fileActions.remove([...ids])}
      onClose={onClose}
    >
      Remove {plural(ids.length, 'file')} from the case, with their events, detections and hits? The
      files themselves stay where they are.
      {isShared && ' The case is in a cluster: they go for every laptop that shares it.'}
    </RemovalDialog>
  );
}
