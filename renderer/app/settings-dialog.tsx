import { type ReactNode, useState } from 'react';
import { FormDialog } from '../parts/form-dialog';
import { useApp } from './app-store';

const MOST_WORKERS = 16;

export function SettingsDialog({ onClose }: { onClose: () => void }): ReactNode {
  const state = useApp((store) => store.state);
  const [workers, setWorkers] = useState(String(state?.settings.workers ?? 2));
  const [theme, setTheme] = useState(state?.settings.theme ?? 'system');
  const count = Number(workers);
  const valid = Number.isInteger(count) && count >= 1 && count <= MOST_WORKERS;
  const save = async (): Promise<void> => {
    await useApp.getState().change({ workers: count, theme });
    onClose();
  };
  return (
    <FormDialog
      title="Settings"
      onClose={onClose}
      onSubmit={() => void save()}
      submit="Save"
      valid={valid}
    >
      <label className="field">
        Number of workers
        <input
          type="number"
          min={1}
          max={MOST_WORKERS}
          value={workers}
          aria-invalid={!valid}
          onChange={(event) => setWorkers(event.target.value)}
        />
        <small>
          Files worked on at the same time, 1 to 16. Each worker needs a core and memory of its own.
        </small>
      </label>
      <label className="field">
        Theme
        <select value={theme} onChange={(event) => setTheme(event.target.value as typeof theme)}>
          <option value="system">As the system</option>
          <option value="dark">Dark</option>
          <option value="light">Light</option>
        </select>
      </label>
      <p className="dim">caseScope {state?.version}. Nothing leaves this computer.</p>
    </FormDialog>
  );
}
