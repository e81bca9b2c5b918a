import { type ReactNode, useState } from 'react';
import { useTimeZone } from '../../app/app-store';
import { attempt } from '../../app/toast-store';
import { useView } from '../../app/view-store';
import { ask } from '../../lib/ask';
import { typedTimeToIso } from '../../lib/zone';
import { FormDialog } from '../../parts/form-dialog';
import { useSearchInForce } from './search-in-force';

/** Brings the first event at or behind a time into view, wherever among millions it is. */
export function GoToTimeDialog({ onClose }: { onClose: () => void }): ReactNode {
  const zone = useTimeZone();
  const search = useSearchInForce();
  const [typed, setTyped] = useState('');
  const time = typedTimeToIso(typed, zone);
  const go = async (): Promise<void> => {
    if (time === null) return;
    const found = await attempt(() => ask('events.rowAt', { search, time }));
    if (found === null) return;
    onClose();
    useView.getState().setReveal(found);
  };
  return (
    <FormDialog
      title="Go to time"
      submit="Go"
      valid={time !== null}
      onClose={onClose}
      onSubmit={() => void go()}
    >
      <label className="field">
        Time ({zone})
        <input
          data-autofocus
          className="mono"
          placeholder="2026-03-09 08:51:30"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        {typed.trim() !== '' && time === null ? (
          <small role="alert" className="field-problem">
            This is no time. Times are written like 2026-03-09 08:51:30.
          </small>
        ) : (
          <small>The clock, or its seconds, may be left out.</small>
        )}
      </label>
    </FormDialog>
  );
}
