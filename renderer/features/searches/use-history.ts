import { useEffect } from 'react';
import { EMPTY_SEARCH } from '../../app/view-store';
import { useSettled } from '../../lib/use-settled';
import { useSearchedView } from './present-view';
import { useSearches } from './searches-store';

/** What was looked at for so long is worth finding again. */
const LOOKED_AT_MS = 1_500;
const EVERY_EVENT = JSON.stringify({ search: EMPTY_SEARCH, filters: [] });

/** Puts a search into the history once its answer was looked at for a moment. */
export function useHistory(isAnswered: boolean): void {
  const view = useSearchedView();
  const now = JSON.stringify(view);
  const text = useSettled(now, LOOKED_AT_MS);
  useEffect(() => {
    // Only what has stood still is noted.
    if (!isAnswered || now === EVERY_EVENT || now !== text) return;
    void useSearches.getState().ran(view);
  }, [text, isAnswered, view, now]);
}
