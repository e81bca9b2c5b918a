import { create } from 'zustand';
import {
  type AddedIndicators,
  type IndicatorChange,
  MOST_CHANGED,
} from '@shared/contract/indicators';
import type { RequestInput } from '@shared/contract/requests';
import type { Indicator, IndicatorDraft } from '@shared/model/indicator';
import { attemptInCase, openFolder, watchCase } from '../../app/in-case';
import { attempt } from '../../app/toast-store';
import { ask } from '../../lib/ask';
import type { AddedCounts } from './added-text';

interface IndicatorStore {
  readonly indicators: readonly Indicator[];
  load(): Promise<void>;
  put(draft: RequestInput<'indicators.put'>): Promise<boolean>;
  /** @param onSent told how many have been sent so far; false: no more are */
  add(
    drafts: readonly IndicatorDraft[],
    onSent?: (sent: number) => boolean,
  ): Promise<AddedCounts | null>;
  /** Indicators of the library. */
  takeFromLibrary(ids: readonly number[]): Promise<AddedCounts | null>;
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
    send: Send<One, AddedIndicators>,
    onSent: (sent: number) => boolean = () => true,
  ): Promise<AddedCounts | null> => {
    const counts = { added: 0, merged: 0, off: 0 };
    const changed: Indicator[] = [];
    const { isWhole, isOpen } = await inSlices(all, send, (answer, upTo) => {
      counts.added += answer.added;
      counts.merged += answer.merged;
      counts.off += answer.off;
      changed.push(...answer.indicators);
      return onSent(upTo);
    });
    if (isOpen) keep(changed);
    return isWhole ? counts : null;
  };
  return {
    indicators: [],
    load: async () => {
      const isOpen = watchCase();
      const loaded: Indicator[] = [];
      for (;;) {
        const after = loaded.at(-1)?.id ?? 0;
        const page = await attempt(() => ask('indicators.list', { after }));
        if (page === null || page.length === 0) break;
        loaded.push(...page);
      }
      if (isOpen()) keep(loaded);
    },
    put: async (draft) => {
      const changed = await attemptInCase(() => ask('indicators.put', draft));
      keep(changed ?? []);
      return changed !== null;
    },
    add: (all, onSent) =>
      addBy(all, (drafts, caseFolder) => ask('indicators.add', { caseFolder, drafts }), onSent),
    takeFromLibrary: (all) =>
      addBy(all, (ids, caseFolder) => ask('library.take', { caseFolder, ids })),
    change: async (all, change) => {
      const changed: Indicator[] = [];
      const send: Send<number, readonly Indicator[]> = (ids, caseFolder) =>
        ask('indicators.change', { caseFolder, ids, change });
      const { isWhole, isOpen } = await inSlices(all, send, (answer) => {
        changed.push(...answer);
        return true;
      });
      if (isOpen) keep(changed);
      return isWhole;
    },
    remove: async (all) => {
      const gone = new Set<number>();
      const send: Send<number, readonly number[]> = (ids, caseFolder) =>
        ask('indicators.delete', { caseFolder, ids });
      const { isOpen } = await inSlices(all, send, (answer) => {
        answer.forEach((id) => gone.add(id));
        return true;
      });
      if (!isOpen) return;
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

/** @param caseFolder of the case the slices are meant for: main refuses them for another */
type Send<One, Answer> = (slice: One[], caseFolder: string) => Promise<Answer>;

interface Sent {
  /** Whether no slice failed. */
  readonly isWhole: boolean;
  /** Whether the case they were meant for is open still. */
  readonly isOpen: boolean;
}

/** One slice after another until one fails, which is told, or `onAnswer` says that no more are wanted. */
async function inSlices<One, Answer>(
  all: readonly One[],
  send: Send<One, Answer>,
  onAnswer: (answer: Answer, upTo: number) => boolean,
): Promise<Sent> {
  const folder = openFolder();
  const isOpen = watchCase();
  const sent = (isWhole: boolean): Sent => ({ isWhole, isOpen: isOpen() });
  for (let from = 0; from < all.length; from += MOST_CHANGED) {
    const answer = await attempt(() => send(all.slice(from, from + MOST_CHANGED), folder));
    if (answer === null) return sent(false);
    if (!onAnswer(answer, Math.min(from + MOST_CHANGED, all.length))) break;
  }
  return sent(true);
}
