import { create } from 'zustand';
import type { AddedIndicators, IndicatorChange } from '@shared/contract/indicators';
import type { RequestInput } from '@shared/contract/requests';
import type { Indicator, IndicatorDraft } from '@shared/model/indicator';
import { attempt } from '../../app/toast-store';
import { ask } from '../../lib/ask';

interface IndicatorStore {
  readonly indicators: readonly Indicator[];
  load(): Promise<void>;
  put(draft: RequestInput<'indicators.put'>): Promise<boolean>;
  add(drafts: readonly IndicatorDraft[]): Promise<AddedIndicators | null>;
  change(ids: readonly number[], change: IndicatorChange): Promise<boolean>;
  remove(ids: readonly number[]): Promise<void>;
  /** As another request answered them. */
  take(indicators: readonly Indicator[]): void;
  clear(): void;
}

/** The case's indicators; every change is answered with the whole list. */
export const useIndicators = create<IndicatorStore>()((set) => {
  const keep = (indicators: readonly Indicator[] | null): boolean => {
    if (indicators !== null) set({ indicators });
    return indicators !== null;
  };
  return {
    indicators: [],
    load: async () => {
      keep(await attempt(() => ask('indicators.list', {})));
    },
    put: async (draft) => keep(await attempt(() => ask('indicators.put', draft))),
    add: async (drafts) => {
      const added = await attempt(() => ask('indicators.add', { drafts: [...drafts] }));
      keep(added?.indicators ?? null);
      return added;
    },
    change: async (ids, change) =>
      keep(await attempt(() => ask('indicators.change', { ids: [...ids], change }))),
    remove: async (ids) => {
      keep(await attempt(() => ask('indicators.delete', { ids: [...ids] })));
    },
    take: (indicators) => set({ indicators }),
    clear: () => set({ indicators: [] }),
  };
});
