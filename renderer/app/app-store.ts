/** What changes rarely: the open case, settings, recent cases. */
import { create } from 'zustand';
import type { AppState, CaseInfo, Settings } from '@shared/contract/app-views';
import { ask } from '../lib/ask';
import { attempt } from './toast-store';

interface AppStore {
  /** Null until main has answered once. */
  readonly state: AppState | null;
  load(): Promise<void>;
  opened(info: CaseInfo | null): void;
  change(settings: Partial<Settings>): Promise<void>;
}

export const useApp = create<AppStore>()((set) => ({
  state: null,
  load: async () => {
    const state = await attempt(() => ask('app.state', {}));
    if (state !== null) set({ state });
  },
  opened: (open) => set(({ state }) => (state === null ? {} : { state: { ...state, open } })),
  change: async (settings) => {
    const state = await attempt(() => ask('app.setSettings', settings));
    if (state !== null) set({ state });
  },
}));

export const useTimeZone = (): string => useApp((store) => store.state?.settings.timeZone ?? 'UTC');
export const useCase = (): CaseInfo | null => useApp((store) => store.state?.open ?? null);
