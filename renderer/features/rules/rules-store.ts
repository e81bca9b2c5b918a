import { create } from 'zustand';
import type { RulesState } from '@shared/contract/rule-views';
import type { UpdateEnd } from '@shared/model/rule-diff';
import type { ChosenSets } from '@shared/model/rule-sets';
import { useView } from '../../app/view-store';
import { watchCase } from '../../app/in-case';
import { attempt } from '../../app/toast-store';
import { ask } from '../../lib/ask';

interface RulesStore {
  readonly rules: RulesState | null;
  readonly importing: boolean;
  /** How often what was written is being read at present. */
  readonly gathering: number;
  load(): Promise<void>;
  /** The rules as they were written since run from now on. */
  gather(): Promise<void>;
  importFrom(what: 'zip' | 'folder'): Promise<void>;
  /** What becomes of the import that waits. */
  endUpdate(end: UpdateEnd): Promise<void>;
  /** For every case of this computer. */
  removeImported(hash: string): Promise<void>;
  /** Deletes a rule of the examiner's own. */
  removeOwn(file: string): Promise<void>;
  setSets(sets: ChosenSets): Promise<void>;
  /** False where main refused. */
  setPlaceholders(lists: Readonly<Record<string, string[]>>): Promise<boolean>;
}

export const useRules = create<RulesStore>()((set, get) => {
  /** What was asked for under another case may be answered for either: it is asked for anew. */
  const keep = async (rules: RulesState, isSameCase: boolean): Promise<void> => {
    if (isSameCase) set({ rules });
    else await get().load();
  };
  /** Shows the rules as main answers them; false where it refused. */
  const show = async (asked: () => Promise<RulesState>): Promise<boolean> => {
    const isSameCase = watchCase();
    const rules = await attempt(asked);
    if (rules !== null) await keep(rules, isSameCase());
    return rules !== null;
  };
  return {
    rules: null,
    importing: false,
    gathering: 0,
    load: async () => void (await show(() => ask('rules.state', {}))),
    gather: async () => {
      set(({ gathering }) => ({ gathering: gathering + 1 }));
      await show(() => ask('rules.gather', {}));
      set(({ gathering }) => ({ gathering: gathering - 1 }));
    },
    importFrom: async (what) => {
      const isSameCase = watchCase();
      set({ importing: true });
      const answer = await attempt(() => ask('rules.importDialog', { what }));
      set({ importing: false });
      if (answer?.type === 'imported') await keep(answer.rules, isSameCase());
      if (answer?.type === 'update')
        useView.getState().askNext({ type: 'ruleUpdate', update: answer.update });
    },
    endUpdate: async (end) => void (await show(() => ask('rules.update', { end }))),
    removeOwn: async (file) => void (await show(() => ask('rules.removeOwn', { file }))),
    setSets: async (sets) => void (await show(() => ask('rules.setSets', { sets }))),
    setPlaceholders: (lists) => show(() => ask('rules.setPlaceholders', { lists })),
    removeImported: async (hash) => void (await show(() => ask('rules.removeImported', { hash }))),
  };
});
