/** The rule that is being written. It stays while other views are looked at, and when the window is loaded anew. */
import { create, type StateCreator } from 'zustand';
import { persist } from 'zustand/middleware';
import type { OwnRule, RuleTrial } from '@shared/contract/views';
import type { Placeholders } from '@shared/model/placeholders';
import { attempt, tell } from '../../app/toast-store';
import { ask, problemOf } from '../../lib/ask';
import { useRules } from '../rules/rules-store';

export interface RuleDraft extends OwnRule {
  /** Null until it is saved first. */
  readonly file: string | null;
  readonly saved: OwnRule;
}

export type Tried =
  | { readonly state: 'never' }
  | { readonly state: 'running' }
  | { readonly state: 'failed'; readonly reason: string }
  | { readonly state: 'done'; readonly trial: RuleTrial; readonly text: string };

interface RuleEditorStore {
  readonly draft: RuleDraft | null;
  readonly tried: Tried;
  /** Of the open case. */
  readonly placeholders: Placeholders;
  begin(text: string): void;
  open(file: string): Promise<void>;
  write(change: Partial<OwnRule>): void;
  save(): Promise<void>;
  tryOnCase(): Promise<void>;
  leave(): void;
  readPlaceholders(): Promise<void>;
  /** Another case is open: what was tried on the one before says nothing of it. */
  forgetCase(): void;
}

/** What a rule is called before it is saved first. */
const NEW_FILE = 'draft.yml';
const NOTHING: OwnRule = { text: '', cases: '' };

export const isUnsaved = ({ text, cases, saved }: RuleDraft): boolean =>
  text !== saved.text || cases !== saved.cases;

const writeRules: StateCreator<RuleEditorStore> = (set, get) => {
  const show = (draft: RuleDraft): void => set({ draft, tried: { state: 'never' } });
  return {
    draft: null,
    tried: { state: 'never' },
    placeholders: {},
    begin: (text) => show({ file: null, text, cases: '', saved: NOTHING }),
    open: async (file) => {
      const rule = await attempt(() => ask('rules.own', { file }));
      if (rule !== null) show({ file, ...rule, saved: rule });
    },
    write: (change) => {
      const { draft } = get();
      if (draft !== null) set({ draft: { ...draft, ...change } });
    },
    save: async () => {
      const { draft } = get();
      if (draft === null) return;
      const { file, text, cases } = draft;
      const kept = await attempt(() => ask('rules.saveOwn', { file, text, cases }));
      if (kept === null) return;
      useRules.setState({ rules: kept.rules });
      set(({ draft: now }) =>
        now === null ? {} : { draft: { ...now, file: kept.file, saved: { text, cases } } },
      );
      tell('The rule is saved. Files processed before have not been run against it yet.');
    },
    tryOnCase: async () => {
      const { draft, placeholders, tried } = get();
      if (draft === null || tried.state === 'running') return;
      const { text } = draft;
      set({ tried: { state: 'running' } });
      try {
        const files = [{ path: draft.file ?? NEW_FILE, text }];
        const trial = await ask('rules.try', { files, placeholders });
        set({ tried: { state: 'done', trial, text } });
      } catch (thrown) {
        set({ tried: { state: 'failed', reason: problemOf(thrown).message } });
      }
    },
    leave: () => set({ draft: null, tried: { state: 'never' } }),
    readPlaceholders: async () => {
      const placeholders = await attempt(() => ask('rules.placeholders', {}));
      if (placeholders !== null) set({ placeholders });
    },
    forgetCase: () => set({ tried: { state: 'never' }, placeholders: {} }),
  };
};

export const useRuleEditor = create<RuleEditorStore>()(
  // What is being written outlives a crash of the window and the end of the program.
  persist(writeRules, { name: 'rule-draft', partialize: ({ draft }) => ({ draft }) }),
);
