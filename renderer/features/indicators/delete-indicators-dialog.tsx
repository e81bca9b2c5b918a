import type { ReactNode } from 'react';
import { plural } from '../../lib/format';
import { RemovalDialog } from '../../parts/removal-dialog';
import { useIndicators } from './indicator-store';

interface DeleteIndicatorsDialogProps {
  readonly ids: readonly number[];
  readonly onClose: () => void;
}

/** Asks before indicators go, and says what becomes of their hits. */
export function DeleteIndicatorsDialog({ ids, onClose }: DeleteIndicatorsDialogProps): ReactNode {
  const indicators = useIndicators((store) => store.indicators);
  return (
    <RemovalDialog
      title={`Delete ${plural(ids.length, 'indicator')}`}
      act="Delete"
      going={indicators
        .filter(({ id }) => ids.includes(id))
        .map(({ id, value: name }) => ({ id, name }))}
      onRemove={() => void useIndicators.getState().remove([...ids])}
      onClose={onClose}
    >
      Hits found so far stay, marked “deleted”, until IOCs are hunted again. To keep an indicator
      and stop seeking it, switch it off.
    </RemovalDialog>
  );
}
