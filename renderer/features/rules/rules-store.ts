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
  /** For every case of this computer. */
  removeImported(hash: string): Promise<void>;
  /** Deletes a rule of the examiner's own. */
  removeOwn(file: string): Promise<void>;
  setSets(sets: ChosenSets): Promise<void>;
  /** False where main refused. */
  setPlaceholders(lists: Readonly<Record<string, string[]>>): Promise<boolean>;
}

export const useRules = create<RulesStore>()((set) => {
  /** Shows the rules as main answers them; false where it refused. */
  const show = async (asked: () => Promise<RulesState>): Promise<boolean> => {
    const rules = await attempt(asked);
    if (rules !== null) set({ rules });
    return rules !== null;
  };
  return {
    rules: null,
    importing: false,
    load: async () => void (await show(() => ask('rules.state', {}))),
    importFrom: async (what) => {
      set({ importing: true });
      const answer = await attempt(() => ask('rules.importDialog', { what }));
      set({ importing: false });
      if (answer?.type === 'imported') set({ rules: answer.rules });
      if (answer?.type === 'update')
        useView.getState().ask({ type: 'ruleUpdate', update: answer.update });
    },
    endUpdate: async (take) => void (await show(() => ask('rules.update', { take }))),
    removeOwn: async (file) => void (await show(() => ask('rules.removeOwn', { file }))),
    setSets: async (sets) => void (await show(() => ask('rules.setSets', { sets }))),
    setPlaceholders: (lists) => show(() => ask('rules.setPlaceholders', { lists })),
    removeImported: async (hash) => void (await show(() => ask('rules.removeImported', { hash }))),
  };
});
