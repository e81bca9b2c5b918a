import { create } from 'zustand';
import type { RulesState } from '@shared/contract/views';
import type { ChosenSets } from '@shared/model/rule-sets';
import { useView } from '../../app/view-store';
import { attempt } from '../../app/toast-store';
import { ask } from '../../lib/ask';

interface RulesStore {
  readonly rules: RulesState | null;
  readonly importing: boolean;
  load(): Promise<void>;
  importFrom(what: 'zip' | 'folder'): Promise<void>;
  /** Takes the newer version of imported rules that waits, or lets it go. */
  endUpdate(take: boolean): Promise<void>;
  removeImported(): Promise<void>;
  /** Deletes a rule of the examiner's own. */
  removeOwn(file: string): Promise<void>;
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
    const answer = await attempt(() => ask('rules.importDialog', { what }));
    set({ importing: false });
    if (answer?.type === 'imported') set({ rules: answer.rules });
    if (answer?.type === 'update')
      useView.getState().ask({ type: 'ruleUpdate', update: answer.update });
  },
  endUpdate: async (take) => {
    const rules = await attempt(() => ask('rules.update', { take }));
    if (rules !== null) set({ rules });
  },
  removeOwn: async (file) => {
    const rules = await attempt(() => ask('rules.removeOwn', { file }));
    if (rules !== null) set({ rules });
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
