import { type ReactNode, useState } from 'react';
import { useTimeZone } from '../../app/app-store';
import { type TimedEvent, useView } from '../../app/view-store';
import { formatFullTime } from '../../lib/zone';
import { FormDialog } from '../../parts/form-dialog';
import { NumberField, numberIn } from '../../parts/number-field';
import { showAround } from './pivots';

const OFFERED = [1, 5, 15, 60] as const;
/** A week each way. */
const BOUNDS = { smallest: 1, largest: 7 * 24 * 60 };

/** How many minutes around an event are shown; the same are offered for the next one. */
export function AroundDialog(props: { event: TimedEvent; onClose: () => void }): ReactNode {
  const { event, onClose } = props;
  const zone = useTimeZone();
  const [text, setText] = useState(String(useView.getState().minutesAround));
  const minutes = numberIn(text, BOUNDS);
  const show = (): void => {
    if (minutes === null) return;
    onClose();
    useView.getState().setMinutesAround(minutes);
    showAround(event, minutes);
  };
  return (
    <FormDialog
      title="Around an event"
      submit="Show"
      valid={minutes !== null}
      onClose={onClose}
      onSubmit={show}
    >
      <p className="dim">{formatFullTime(event.time, zone)}, in all files</p>
      <div className="toggles" role="group" aria-label="Minutes offered">
        {OFFERED.map((one) => (
          <button
            key={one}
            type="button"
            className="toggle"
            aria-pressed={minutes === one}
            onClick={() => setText(String(one))}
          >
            ±{one}
          </button>
        ))}
      </div>
      <NumberField label="Minutes" text={text} bounds={BOUNDS} onChange={setText}>
        Before the event, and as many after it.
      </NumberField>
    </FormDialog>
  );
}
