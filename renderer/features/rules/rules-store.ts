import { create } from 'zustand';
import type { RulesState } from '@shared/contract/views';
import type { ChosenSets } from '@shared/model/rule-sets';
import { attempt } from '../../app/toast-store';
import { ask } from '../../lib/ask';

interface RulesStore {
  readonly rules: RulesState | null;
  readonly importing: boolean;
  load(): Promise<void>;
  importFrom(what: 'zip' | 'folder'): Promise<void>;
  removeImported(): Promise<void>;
  setSets(sets: ChosenSets): Promise<void>;
  /** False where main refused. */
  setPlaceholders(lists: Readonly<Record<string, string[]>>): Promise<boolean>;
}

export const useRules = create<RulesStore>()((set) => ({
  rules: null,
  importing: false,
  load: async () => {
    const rules = await attempt(() => ask('rules.state', {}));
    if (rules !== null) set({ rules });
  },
  importFrom: async (what) => {
    set({ importing: true });
    const rules = await attempt(() => ask('rules.importDialog', { what }));
    set(rules === null ? { importing: false } : { rules, importing: false });
  },
  setSets: async (sets) => {
    const rules = await attempt(() => ask('rules.setSets', { sets }));
    if (rules !== null) set({ rules });
  },
  setPlaceholders: async (lists) => {
    const rules = await attempt(() => ask('rules.setPlaceholders', { lists }));
    if (rules !== null) set({ rules });
    return rules !== null;
  },
  removeImported: async () => {
    const rules = await attempt(() => ask('rules.removeImported', {}));
    if (rules !== null) set({ rules });
  },
}));
