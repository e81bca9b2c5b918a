import type { ReactNode } from 'react';
import { type EventKey, useView } from '../app/view-store';

interface ShowEventButtonProps {
  /** Null while nothing is chosen. */
  readonly place: EventKey | null;
  readonly primary?: boolean;
}

/** Leads from a detection or hit to its event. */
export function ShowEventButton({ place, primary = false }: ShowEventButtonProps): ReactNode {
  return (
    <button
      type="button"
      className={primary ? 'primary' : undefined}
      disabled={place === null}
      onClick={() =>
        place !== null && useView.getState().showEvent({ file: place.file, event: place.event })
      }
    >
      Show event
    </button>
  );
}
