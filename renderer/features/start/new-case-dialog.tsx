import { type ReactNode, useState } from 'react';
import { createCase } from '../../app/case-actions';
import { FormDialog } from '../../parts/form-dialog';

export function NewCaseDialog({ onClose }: { onClose: () => void }): ReactNode {
  const [name, setName] = useState('');
  const valid = name.trim() !== '';
  const create = async (): Promise<void> => {
    const made = await createCase(name.trim());
    if (made !== null) onClose();
  };
  return (
    <FormDialog
      title="New case"
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
          You choose the folder next. The case keeps its index there; your evidence is only read.
        </small>
      </label>
    </FormDialog>
  );
}
