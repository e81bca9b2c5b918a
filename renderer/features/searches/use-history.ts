import { useEffect } from 'react';
import { EMPTY_SEARCH, useView } from '../../app/view-store';
import { useSettled } from '../../lib/use-settled';
import { useSearches } from './searches-store';

/** What was looked at for so long is worth finding again. */
const LOOKED_AT_MS = 1_500;

/** Puts a search into the history once its answer was looked at for a moment. */
export function useHistory(isAnswered: boolean): void {
  const search = useView((store) => store.search);
  const filters = useView((store) => store.filters);
  const text = useSettled(JSON.stringify({ search, filters }), LOOKED_AT_MS);
  useEffect(() => {
    const view = { search, filters };
    const isEveryEvent =
      filters.length === 0 && JSON.stringify(search) === JSON.stringify(EMPTY_SEARCH);
    // Only what has stood still is noted.
    if (!isAnswered || isEveryEvent || JSON.stringify(view) !== text) return;
    void useSearches.getState().ran(view);
  }, [text, isAnswered, search, filters]);
}
