import type { ReactNode } from 'react';
import { Dialog } from '../../parts/dialog';
import { useRuleEditor } from './rule-editor-store';

/** Asks before changes of a rule are given up; the focus stands on the answer that keeps them. */
export function LeaveRuleDialog({ onClose }: { onClose: () => void }): ReactNode {
  const giveUp = (): void => {
    onClose();
    useRuleEditor.getState().giveUp();
  };
  return (
    <Dialog
      title="Leave the rule unsaved?"
      onClose={onClose}
      onSubmit={giveUp}
      actions={
        <>
          <button type="button" data-autofocus onClick={onClose}>
            Go on editing
          </button>
          <button type="submit" className="danger">
            Give up the changes
          </button>
        </>
      }
    >
      <p>What was changed since the rule was saved last will be lost.</p>
    </Dialog>
  );
}
