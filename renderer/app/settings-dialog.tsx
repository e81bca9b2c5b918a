import { type ReactNode, useState } from 'react';
import { LINE_LIMIT_MIB } from '@shared/model/line-limit';
import { SEARCH_MEMORY_MB } from '@shared/model/search-memory';
import { FormDialog } from '../parts/form-dialog';
import { type NumberBounds, NumberField, numberIn } from '../parts/number-field';
import { useApp } from './app-store';

const WORKERS: NumberBounds = { smallest: 1, largest: 16 };

export function SettingsDialog({ onClose }: { onClose: () => void }): ReactNode {
  const state = useApp((store) => store.state);
  const opened = state?.open;
  const [workers, setWorkers] = useState(String(state?.settings.workers ?? 2));
  const [limit, setLimit] = useState(String(state?.settings.lineLimitMib ?? LINE_LIMIT_MIB.usual));
  const [memory, setMemory] = useState(
    String(state?.settings.searchMemoryMb ?? SEARCH_MEMORY_MB.usual),
  );
  const [theme, setTheme] = useState(state?.settings.theme ?? 'system');
  const [count, lineLimitMib] = [numberIn(workers, WORKERS), numberIn(limit, LINE_LIMIT_MIB)];
  const searchMemoryMb = numberIn(memory, SEARCH_MEMORY_MB);
  const save = async (): Promise<void> => {
    if (count === null || lineLimitMib === null || searchMemoryMb === null) return;
    await useApp.getState().change({ workers: count, lineLimitMib, searchMemoryMb, theme });
    onClose();
  };
  return (
    <FormDialog
      title="Settings"
      onClose={onClose}
      onSubmit={() => void save()}
      submit="Save"
      valid={count !== null && lineLimitMib !== null && searchMemoryMb !== null}
    >
      <NumberField label="Number of workers" text={workers} bounds={WORKERS} onChange={setWorkers}>
        Files worked on at the same time, 1 to 16. Each worker needs a core and memory of its own.
      </NumberField>
      <NumberField
        label="Longest JSON record, in MiB"
        text={limit}
        bounds={LINE_LIMIT_MIB}
        onChange={setLimit}
      >
        Longer lines and elements are not read but counted as flaws, {LINE_LIMIT_MIB.smallest} to{' '}
        {LINE_LIMIT_MIB.largest}. Reading one may take twenty times its size in memory. Files read
        before keep what they have until they are re-indexed.
      </NumberField>
      <NumberField
        label="Memory for searching, in MB"
        text={memory}
        bounds={SEARCH_MEMORY_MB}
        onChange={setMemory}
      >
        Columns of events that stay unpacked, {SEARCH_MEMORY_MB.smallest} to{' '}
        {SEARCH_MEMORY_MB.largest}. More keeps searches of large cases fast; searching takes some
        500 MB beside it.
      </NumberField>
      <label className="field">
        Theme
        <select value={theme} onChange={(event) => setTheme(event.target.value as typeof theme)}>
          <option value="system">As the system</option>
          <option value="dark">Dark</option>
          <option value="light">Light</option>
        </select>
      </label>
      <p className="dim">
        caseScope {state?.version}. Nothing leaves this computer
        {opened?.cluster == null ? '.' : ` but for the cluster at ${opened.cluster}.`}
      </p>
    </FormDialog>
  );
}
