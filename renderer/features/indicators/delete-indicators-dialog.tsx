import type { ReactNode } from 'react';
import { plural } from '../../lib/format';
import { Dialog } from '../../parts/dialog';
import { Evidence } from '../../parts/evidence';
import { useIndicators } from './indicator-store';

const MOST_NAMED = 8;

interface DeleteIndicatorsDialogProps {
  readonly ids: readonly number[];
  readonly onClose: () => void;
}

/** Asks before indicators go, and says what becomes of their hits. */
export function DeleteIndicatorsDialog({ ids, onClose }: DeleteIndicatorsDialogProps): ReactNode {
  const indicators = useIndicators((store) => store.indicators);
  const going = indicators.filter(({ id }) => ids.includes(id));
  const remove = (): void => {
    onClose();
    void useIndicators.getState().remove([...ids]);
  };
  return (
    <Dialog
      title={`Delete ${plural(ids.length, 'indicator')}`}
      onClose={onClose}
      onSubmit={remove}
      actions={
        <>
          <button type="button" data-autofocus onClick={onClose}>
            Keep
          </button>
          <button type="submit" className="danger">
            Delete
          </button>
        </>
      }
    >
      <p>
        Hits found so far stay, marked “deleted”, until IOCs are hunted again. To keep an indicator
        and stop seeking it, switch it off.
      </p>
      <ul className="names">
        {going.slice(0, MOST_NAMED).map(({ id, value }) => (
          <li key={id}>
            <Evidence text={value} />
          </li>
        ))}
        {going.length > MOST_NAMED && <li className="dim">and {going.length - MOST_NAMED} more</li>}
      </ul>
    </Dialog>
  );
}
