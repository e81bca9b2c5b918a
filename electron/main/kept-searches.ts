/** Saved searches and the history of a case, kept among its settings. */
import {
  type EventView,
  MOST_RECENT_SEARCHES,
  MOST_RECENT_TEXT,
  MOST_SAVED_SEARCHES,
  NO_SEARCHES,
  type SavedSearch,
  SEARCHES_STATE,
  type SearchesState,
} from '@shared/contract/event-view';
import { CaseScopeError } from '@shared/model/errors';
import type { CaseDatabase } from '@electron/store/case/case-database';

const SETTING = 'searches';

/** What cannot be read was written by another program: the searches begin anew. */
export function keptSearches(database: CaseDatabase): SearchesState {
  const text = database.setting(SETTING);
  if (text === null) return NO_SEARCHES;
  try {
    return SEARCHES_STATE.parse(JSON.parse(text));
  } catch {
    return NO_SEARCHES;
  }
}

function keep(database: CaseDatabase, state: SearchesState): SearchesState {
  database.putSetting(SETTING, JSON.stringify(state));
  return state;
}

/** In the place of one of the same name. @throws CaseScopeError `wrong-use` where there are too many */
export function saveSearch(database: CaseDatabase, search: SavedSearch): SearchesState {
  const state = keptSearches(database);
  const others = state.saved.filter(({ name }) => name !== search.name);
  if (others.length >= MOST_SAVED_SEARCHES)
    throw new CaseScopeError('wrong-use', `A case keeps at most ${MOST_SAVED_SEARCHES} searches.`);
  const saved = [...others, search].toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return keep(database, { ...state, saved });
}

export function forgetSearch(database: CaseDatabase, name: string): SearchesState {
  const state = keptSearches(database);
  return keep(database, { ...state, saved: state.saved.filter((one) => one.name !== name) });
}

/** Puts it first; the same one stands there once. */
export function noteSearch(database: CaseDatabase, view: EventView): SearchesState {
  const state = keptSearches(database);
  const text = JSON.stringify(view);
  const others = state.recent.filter((one) => JSON.stringify(one) !== text);
  const recent = [view, ...others].slice(0, MOST_RECENT_SEARCHES);
  return keep(database, { ...state, recent: shortEnough(recent) });
}

/** Long queries make a short history: it is written again with every search. */
function shortEnough(views: readonly EventView[]): EventView[] {
  let left = MOST_RECENT_TEXT;
  return views.filter((view) => (left -= JSON.stringify(view).length) >= 0);
}
