import { create } from 'zustand';
import type { RulesState } from '@shared/contract/rule-views';
import type { UpdateEnd } from '@shared/model/rule-diff';
import { changedSets, type SetsChange } from '@shared/model/rule-sets';
import { useView } from '../../app/view-store';
import { watchCase } from '../../app/in-case';
import { attempt } from '../../app/toast-store';
import { ask } from '../../lib/ask';
import { Turns } from '../../lib/turns';

interface RulesStore {
  readonly rules: RulesState | null;
  /** Main could not tell them; why is said beside. */
  readonly unread: boolean;
  readonly importing: boolean;
  /** How often what was written or chosen is being read at present. */
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
  /** Shown at once; main applies it to what was chosen last. */
  changeSets(change: SetsChange): Promise<void>;
  /** False where main refused. */
  setPlaceholders(lists: Readonly<Record<string, string[]>>): Promise<boolean>;
}

export const useRules = create<RulesStore>()((set, get) => {
  /** One for each question: an answer may be older than one that was asked for later. */
  const turns = new Turns();
  const watchQuestion = (isLatest: () => boolean): (() => boolean) => {
    const isSameCase = watchCase();
    return () => isLatest() && isSameCase();
  };
  /** What is late, or was asked for under another case, may be of the state before: it is asked for anew. */
  const keep = async (rules: RulesState | null, isTimely: boolean): Promise<void> => {
    if (rules === null || !isTimely) return get().load();
    turns.begin();
    isOfCase = watchCase();
    set({ rules });
  };
  /** Whether what is shown is of the case that is open. */
  let isOfCase = watchCase();
  /** Shows the rules as main answers them; false where it refused. */
  const show = async (asked: () => Promise<RulesState>): Promise<boolean> => {
    const isTimely = watchQuestion(turns.begin());
    const rules = await attempt(asked);
    await keep(rules, isTimely());
    return rules !== null;
  };
  const showRead = async (asked: () => Promise<RulesState>): Promise<void> => {
    set(({ gathering }) => ({ gathering: gathering + 1 }));
    await show(asked);
    set(({ gathering }) => ({ gathering: gathering - 1 }));
  };
  return {
    rules: null,
    unread: false,
    importing: false,
    gathering: 0,
    load: async () => {
      const isLatest = turns.begin();
      const isSameCase = watchCase();
      const rules = await attempt(() => ask('rules.state', {}));
      set({ unread: rules === null && isSameCase() });
      // What was asked for later shows the rules itself.
      if (rules !== null && isLatest()) await keep(rules, isSameCase());
      else if (!isOfCase()) set({ rules: null });
    },
    gather: () => showRead(() => ask('rules.gather', {})),
    importFrom: async (what) => {
      const isTimely = watchQuestion(turns.watch());
      set({ importing: true });
      const answer = await attempt(() => ask('rules.importDialog', { what }));
      set({ importing: false });
      if (answer?.type === 'imported') await keep(answer.rules, isTimely());
      if (answer?.type === 'update')
        useView.getState().askNext({ type: 'ruleUpdate', update: answer.update });
    },
    endUpdate: async (end) => void (await show(() => ask('rules.update', { end }))),
    removeOwn: async (file) => void (await show(() => ask('rules.removeOwn', { file }))),
    changeSets: (change) => {
      const { rules } = get();
      if (rules !== null && rules.sets !== null)
        set({ rules: { ...rules, sets: changedSets(rules.sets, change) } });
      return showRead(() => ask('rules.changeSets', { change }));
    },
    setPlaceholders: (lists) => show(() => ask('rules.setPlaceholders', { lists })),
    removeImported: async (hash) =>
      void (await show(async () => {
        const { rules, update } = await ask('rules.removeImported', { hash });
        if (update !== null) useView.getState().tellUpdate(update);
        return rules;
      })),
  };
});
