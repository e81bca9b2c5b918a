/** Two stores are asked the same. */
import { expect } from 'vitest';
import type { EventSearch } from '@shared/contract/event-search';
import type { CaseSearcher } from '@electron/store/event-store';
import type { TwoStores } from './two-stores';

const everything = { from: null, to: null, sort: 'asc', files: null } as const;
export const search = (query: string, more: Partial<EventSearch> = {}): EventSearch => ({
  ...{ query, ...everything, ...more },
});
const COLUMNS = ['Script', 'Word', 'Image', 'Null', 'None'];

/** The same of both, or what went wrong. */
export function both(stores: TwoStores, ask: (store: CaseSearcher) => unknown): [unknown, unknown] {
  const answer = (store: CaseSearcher): unknown => {
    try {
      return ask(store);
    } catch (error) {
      return `${(error as { code?: string }).code}: ${String(error)}`;
    }
  };
  return [answer(stores.cluster), answer(stores.embedded)];
}

export function expectSame(
  stores: TwoStores,
  what: string,
  ask: (store: CaseSearcher) => unknown,
): void {
  const [cluster, embedded] = both(stores, ask);
  expect(cluster, what).toEqual(embedded);
}

export const rows = (store: CaseSearcher, asked: EventSearch, start = 0, end = 500): unknown =>
  store.eventRows({ search: asked, start, end, columns: COLUMNS });

/** For the eye. */
export const told = (answer: unknown): string => {
  if (typeof answer === 'string') return answer;
  const { total, rows: found } = answer as {
    total: number;
    rows: { file: number; event: number }[];
  };
  const list = found.map(({ file, event }) => `${file}:${event}`).join(' ');
  return `${total}: ${list.slice(0, 300)} ${JSON.stringify(found[0])?.slice(0, 300)}`;
};
