/** Several events selected in the grid, for marks and copies. */
import { useEffect } from 'react';
import type { EventRow } from '@shared/contract/event-views';
import { MOST_SELECTED } from '@shared/model/event-mark';
import { attemptInCase } from '../../app/in-case';
import { useToasts } from '../../app/toast-store';
import { useView } from '../../app/view-store';
import { formatCount } from '../../lib/format';
import type { PageCache } from '../../table/page-cache';
import { type SelectedPlaces, usePlaceSelection } from '../../table/use-place-selection';
import type { ChosenEvents } from './chosen-events';

const TOO_MANY = `At most ${formatCount(MOST_SELECTED)} events can be selected. Mark and Export act on all that are found.`;

/** A key that is held down tells it once. */
function tellTooMany(): void {
  const { toasts, show } = useToasts.getState();
  if (!toasts.some(({ text }) => text === TOO_MANY)) show('notice', TOO_MANY);
}

/** Tells the status bar how many are selected. */
function useSelectedCount(count: number): void {
  useEffect(() => {
    useView.getState().setSelected(count);
    return () => useView.getState().setSelected(0);
  }, [count]);
}

interface SeveralEvents extends Pick<SelectedPlaces<EventRow>, 'places' | 'clear'> {
  /** Those selected; null where it is the one the cursor is on, or none. */
  readonly several: ChosenEvents | null;
}

export function useSeveralEvents(rows: PageCache<EventRow>, listKey: string): SeveralEvents {
  const selected = usePlaceSelection(rows, {
    ...{ listKey, most: MOST_SELECTED, onTooMany: tellTooMany },
  });
  const { places, count, isSeveral, read, clear } = selected;
  useSelectedCount(count);
  const take: ChosenEvents['take'] = (act) =>
    void attemptInCase(read).then((chosen) => chosen !== null && act(chosen));
  return { places, clear, several: isSeveral ? { count, take } : null };
}
