/** The evidence files of the open case: a row each, no events. */
import { create } from 'zustand';
import type { EvidenceRow } from '@shared/contract/evidence-views';
import type { Feeds } from '@shared/contract/feeds';
import { ask } from '../../lib/ask';
import { attemptInCase } from '../../app/in-case';

interface EvidenceStore {
  readonly rows: ReadonlyMap<number, EvidenceRow>;
  readonly loaded: boolean;
  load(): Promise<void>;
  apply(change: Feeds['evidence']): void;
  clear(): void;
}

export const useEvidence = create<EvidenceStore>()((set) => ({
  rows: new Map(),
  loaded: false,
  load: async () => {
    const rows = await attemptInCase(() => ask('evidence.list', {}));
    if (rows !== null) set({ rows: new Map(rows.map((row) => [row.id, row])), loaded: true });
  },
  apply: ({ changed, removed }) =>
    set((now) => {
      const rows = new Map(now.rows);
      for (const row of changed) rows.set(row.id, row);
      for (const id of removed) rows.delete(id);
      return { rows };
    }),
  clear: () => set({ rows: new Map(), loaded: false }),
}));
