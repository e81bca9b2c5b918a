import type { ReactNode } from 'react';
import { RemovalDialog } from '../../parts/removal-dialog';
import { useRules } from './rules-store';

export function RemoveRuleDialog(props: {
  readonly file: string;
  readonly title: string;
  readonly onClose: () => void;
}): ReactNode {
  const { file, title, onClose } = props;
  return (
    <RemovalDialog
      title="Delete this rule?"
      act="Delete"
      going={[{ id: 0, name: title }]}
      onRemove={() => void useRules.getState().removeOwn(file)}
      onClose={onClose}
    >
      Its text and its cases are deleted. What it has found stays until SIGMA is run again.
    </RemovalDialog>
  );
}
