import type { ReactNode } from 'react';
import { FormDialog } from '../../parts/form-dialog';
import { useRuleEditor } from './rule-editor-store';

/** Asks before changes of a rule are given up. */
export function LeaveRuleDialog({ onClose }: { onClose: () => void }): ReactNode {
  const leave = (): void => {
    onClose();
    useRuleEditor.getState().leave();
  };
  return (
    <FormDialog
      title="Leave the rule unsaved?"
      submit="Give up the changes"
      leave="Go on editing"
      valid
      onClose={onClose}
      onSubmit={leave}
    >
      <p>What was changed since the rule was saved last will be lost.</p>
    </FormDialog>
  );
}
