/** Saved searches and the history of the open case. */
import { create } from 'zustand';
import {
  type EventView,
  NO_SEARCHES,
  type SavedSearch,
  type SearchesState,
} from '@shared/contract/event-view';
import { attemptInCase, watchCase } from '../../app/in-case';
import { ask } from '../../lib/ask';

interface SearchesStore extends SearchesState {
  load(): Promise<void>;
  /** False where main refused. */
  save(search: SavedSearch): Promise<boolean>;
  forget(name: string): Promise<void>;
  /** Puts what is looked at into the history. */
  ran(view: EventView): Promise<void>;
  clear(): void;
}

export const useSearches = create<SearchesStore>()((set) => {
  const take = (state: SearchesState | null): boolean => {
    if (state !== null) set(state);
    return state !== null;
  };
  return {
    ...NO_SEARCHES,
    load: async () => void take(await attemptInCase(() => ask('searches.state', {}))),
    save: async (search) => take(await attemptInCase(() => ask('searches.save', search))),
    forget: async (name) => void take(await attemptInCase(() => ask('searches.forget', { name }))),
    ran: async (view) => {
      const isOpen = watchCase();
      // The history is no reason to bother anybody.
      const state = await ask('searches.ran', view).catch(() => null);
      if (isOpen()) take(state);
    },
    clear: () => set(NO_SEARCHES),
  };
});
