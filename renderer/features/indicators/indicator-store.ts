import { create } from 'zustand';
import {
  type AddedIndicators,
  type IndicatorChange,
  MOST_CHANGED,
} from '@shared/contract/indicators';
import type { RequestInput } from '@shared/contract/requests';
import type { Indicator, IndicatorDraft } from '@shared/model/indicator';
import { attempt } from '../../app/toast-store';
import { ask } from '../../lib/ask';

interface IndicatorStore {
  readonly indicators: readonly Indicator[];
  load(): Promise<void>;
  put(draft: RequestInput<'indicators.put'>): Promise<boolean>;
  /** @param onSent how many have been sent so far */
  add(
    drafts: readonly IndicatorDraft[],
    onSent?: (sent: number) => void,
  ): Promise<Omit<AddedIndicators, 'indicators'> | null>;
  /** Indicators of the library. */
  takeFromLibrary(ids: readonly number[]): Promise<Omit<AddedIndicators, 'indicators'> | null>;
  change(ids: readonly number[], change: IndicatorChange): Promise<boolean>;
  remove(ids: readonly number[]): Promise<void>;
  clear(): void;
}

/** The case's indicators. Changes are sent in slices and answered with what they changed. */
export const useIndicators = create<IndicatorStore>()((set) => {
  const keep = (changed: readonly Indicator[]): void =>
    set(({ indicators }) => ({
      indicators: changed.length === 0 ? indicators : merged(indicators, changed),
    }));
  const addBy = async <One>(
    all: readonly One[],
    send: (slice: One[]) => Promise<AddedIndicators>,
    onSent: (sent: number) => void = () => undefined,
  ): Promise<Omit<AddedIndicators, 'indicators'> | null> => {
    const counts = { added: 0, merged: 0 };
    const changed: Indicator[] = [];
    const sent = await inSlices(all, send, (answer, upTo) => {
      counts.added += answer.added;
      counts.merged += answer.merged;
      changed.push(...answer.indicators);
      onSent(upTo);
    });
    keep(changed);
    return sent ? counts : null;
  };
  return {
    indicators: [],
    load: async () => {
      const loaded: Indicator[] = [];
      for (;;) {
        const after = loaded.at(-1)?.id ?? 0;
        const page = await attempt(() => ask('indicators.list', { after }));
        if (page === null || page.length === 0) break;
        loaded.push(...page);
      }
      keep(loaded);
    },
    put: async (draft) => {
      const changed = await attempt(() => ask('indicators.put', draft));
      keep(changed ?? []);
      return changed !== null;
    },
    add: (all, onSent) => addBy(all, (drafts) => ask('indicators.add', { drafts }), onSent),
    takeFromLibrary: (all) => addBy(all, (ids) => ask('library.take', { ids })),
    change: async (all, change) => {
      const changed: Indicator[] = [];
      const send = (ids: number[]) => ask('indicators.change', { ids, change });
      const sent = await inSlices(all, send, (answer) => void changed.push(...answer));
      keep(changed);
      return sent;
    },
    remove: async (all) => {
      const gone = new Set<number>();
      const send = (ids: number[]) => ask('indicators.delete', { ids });
      await inSlices(all, send, (answer) => answer.forEach((id) => gone.add(id)));
      set(({ indicators }) => ({ indicators: indicators.filter(({ id }) => !gone.has(id)) }));
    },
    clear: () => set({ indicators: [] }),
  };
});

/** Those that were there at their places, new ones behind them. */
function merged(known: readonly Indicator[], changed: readonly Indicator[]): Indicator[] {
  const byId = new Map(known.map((one) => [one.id, one]));
  for (const one of changed) byId.set(one.id, one);
  return [...byId.values()];
}

/** One slice after another until one fails, which is told. @returns whether all were taken */
async function inSlices<One, Answer>(
  all: readonly One[],
  send: (slice: One[]) => Promise<Answer>,
  onAnswer: (answer: Answer, upTo: number) => void,
): Promise<boolean> {
  for (let from = 0; from < all.length; from += MOST_CHANGED) {
    const answer = await attempt(() => send(all.slice(from, from + MOST_CHANGED)));
    if (answer === null) return false;
    onAnswer(answer, Math.min(from + MOST_CHANGED, all.length));
  }
  return true;
}
