import { type ReactNode, useState } from 'react';
import { createCase } from '../../app/case-actions';
import { Dialog } from '../../parts/dialog';

export function NewCaseDialog({ onClose }: { onClose: () => void }): ReactNode {
  const [name, setName] = useState('');
  const valid = name.trim() !== '';
  const create = async (): Promise<void> => {
    if (!valid) return;
    const made = await createCase(name.trim());
    if (made !== null) onClose();
  };
  return (
    <Dialog
      title="New case"
      onClose={onClose}
      onSubmit={() => void create()}
      actions={
        <>
          <button type="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="primary" disabled={!valid}>
            Create case
          </button>
        </>
      }
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
    </Dialog>
  );
}
