import type { ReactNode } from 'react';
import { RemovalDialog } from '../../parts/removal-dialog';
import { useRules } from './rules-store';

export function RemoveImportedDialog(props: {
  readonly hash: string;
  readonly name: string;
  readonly onClose: () => void;
}): ReactNode {
  const { hash, name, onClose } = props;
  return (
    <RemovalDialog
      title="Remove these imported rules?"
      act="Remove"
      going={[{ id: 0, name }]}
      onRemove={() => void useRules.getState().removeImported(hash)}
      onClose={onClose}
    >
      They are removed for every case on this computer. Your own rules and your tuning stay, and so
      do detections until SIGMA is run again.
    </RemovalDialog>
  );
}
