import { create } from 'zustand';
import { referenceKey } from '@shared/model/rule-key';
import type { RuleTuning, TuningDraft } from '@shared/model/rule-tuning';
import { attemptInCase } from '../../app/in-case';
import { ask } from '../../lib/ask';

interface TuningStore {
  readonly tunings: readonly RuleTuning[];
  load(): Promise<void>;
  /** False where main refused. */
  add(draft: TuningDraft): Promise<boolean>;
  remove(id: number): Promise<void>;
  clear(): void;
}

/** @param key `ruleKey` of the rule */
export const isDisabledBy = (tunings: readonly RuleTuning[], key: string): boolean =>
  tunings.some(({ action, ruleId }) => action === 'disable' && referenceKey(ruleId) === key);

/** What the examiner has changed of rules in the open case. */
export const useTuning = create<TuningStore>()((set) => {
  const take = (tunings: readonly RuleTuning[] | null): boolean => {
    if (tunings !== null) set({ tunings });
    return tunings !== null;
  };
  return {
    tunings: [],
    load: async () => void take(await attemptInCase(() => ask('tuning.list', {}))),
    add: async (draft) => take(await attemptInCase(() => ask('tuning.add', { draft }))),
    remove: async (id) => void take(await attemptInCase(() => ask('tuning.remove', { id }))),
    clear: () => set({ tunings: [] }),
  };
});
