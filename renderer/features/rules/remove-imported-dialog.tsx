import type { ReactNode } from 'react';
import { RemovalDialog } from '../../parts/removal-dialog';
import type { RulesState } from '@shared/contract/views';
import { useRules } from './rules-store';

const NO_SOURCES: RulesState['sources'] = [];

export function RemoveImportedDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const sources = useRules((store) => store.rules?.sources ?? NO_SOURCES);
  const imported = sources.filter(({ kind }) => kind === 'imported');
  return (
    <RemovalDialog
      title="Remove the imported rules from this case?"
      act="Remove"
      going={imported.map(({ name }, id) => ({ id, name }))}
      onRemove={() => void useRules.getState().removeImported()}
      onClose={onClose}
    >
      Your own rules and your tuning stay. Detections stay until SIGMA is run again.
    </RemovalDialog>
  );
}
