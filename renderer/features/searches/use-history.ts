/** Which searches come into the history: those that were run, and those that were looked at for a moment. */
import { useEffect } from 'react';
import type { EventView } from '@shared/contract/event-view';
import { parseQuery } from '@shared/query/parser';
import { EMPTY_SEARCH, useView } from '../../app/view-store';
import { useSettled } from '../../lib/use-settled';
import { searchedView, useSearchedView } from './present-view';
import { useSearches } from './searches-store';

/** What was come to by a zoom or a switch and looked at for so long is worth finding again. */
const LOOKED_AT_MS = 1_500;
const EVERY_EVENT = JSON.stringify({ search: EMPTY_SEARCH, filters: [] });

function note(view: EventView): void {
  if (JSON.stringify(view) !== EVERY_EVENT) void useSearches.getState().ran(view);
}

/** Puts a search into the history as soon as it is run, whatever comes of it. */
export function noteRuns(): void {
  useView.subscribe((now, before) => {
    if (now.runs !== before.runs && parseQuery(now.search.query).ok) note(searchedView(now));
  });
}

/** Puts any other search into the history once its answer was looked at for a moment. */
export function useHistory(isAnswered: boolean): void {
  const view = useSearchedView();
  const now = JSON.stringify(view);
  const text = useSettled(now, LOOKED_AT_MS);
  useEffect(() => {
    // Only what has stood still is noted.
    if (isAnswered && now === text) note(view);
  }, [text, isAnswered, view, now]);
}
