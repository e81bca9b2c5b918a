import { create } from 'zustand';
import type { RequestInput } from '@shared/contract/requests';
import type { PastedIndicators } from '@shared/contract/views';
import type { Indicator } from '@shared/model/indicator';
import { attempt } from '../../app/toast-store';
import { ask } from '../../lib/ask';

interface IndicatorStore {
  readonly indicators: readonly Indicator[];
  load(): Promise<void>;
  put(draft: RequestInput<'indicators.put'>): Promise<boolean>;
  remove(ids: number[]): Promise<void>;
  paste(text: string): Promise<PastedIndicators | null>;
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
      const indicators = await attempt(() => ask('indicators.list', {}));
      if (indicators !== null) set({ indicators });
    },
    put: async (draft) => keep(await attempt(() => ask('indicators.put', draft))),
    remove: async (ids) => {
      keep(await attempt(() => ask('indicators.delete', { ids })));
    },
    paste: async (text) => {
      const pasted = await attempt(() => ask('indicators.paste', { text }));
      if (pasted !== null && pasted.added > 0) keep(pasted.indicators);
      return pasted;
    },
    clear: () => set({ indicators: [] }),
  };
});
