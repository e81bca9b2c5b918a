/**
 * The rule that is being written. It stays while other views are looked at, and when the window is loaded anew. What is
 * answered late concerns the rule it was asked for, and no other that is open by then.
 */
import { create, type StateCreator } from 'zustand';
import { persist } from 'zustand/middleware';
import type { OwnRule, RuleTrial } from '@shared/contract/rule-views';
import type { Placeholders } from '@shared/model/placeholders';
import { attemptInCase } from '../../app/in-case';
import { attempt, tell } from '../../app/toast-store';
import { useView } from '../../app/view-store';
import { ask, problemOf } from '../../lib/ask';
import { Turns } from '../../lib/turns';
import { useRules } from '../rules/rules-store';
import { copyOfRule } from './new-rule';

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
  /** A rule of any file under an id of its own. */
  copy(file: string, id: string): Promise<void>;
  write(change: Partial<OwnRule>): void;
  /** @returns tells, whenever it is asked, whether the rule of this call is the one that is open */
  watch(): () => boolean;
  /** What is not saved yet, behind a save that is running. */
  save(): Promise<void>;
  tryOnCase(): Promise<void>;
  /** Waits for a save that is running, and asks first where something would be lost. */
  leave(): Promise<void>;
  giveUp(): void;
  readPlaceholders(): Promise<void>;
  /** Another case is open: what was tried on the one before says nothing of it. */
  forgetCase(): void;
}

const NOTHING: OwnRule = { text: '', cases: '' };

export const isUnsaved = ({ text, cases, saved }: RuleDraft): boolean =>
  text !== saved.text || cases !== saved.cases;

const writeRules: StateCreator<RuleEditorStore> = (set, get) => {
  /** One for each rule that is opened. */
  const drafts = new Turns();
  /** One for each that is asked for, until one is opened. */
  const openings = new Turns();
  let lastSave: Promise<void> = Promise.resolve();
  const show = (draft: RuleDraft | null): void => {
    drafts.begin();
    openings.begin();
    set({ draft, tried: { state: 'never' } });
  };
  const begin = (text: string): void => show({ file: null, text, cases: '', saved: NOTHING });
  const saveNow = async (isOpen: () => boolean): Promise<void> => {
    const { draft } = get();
    if (draft === null || !isOpen() || !isUnsaved(draft)) return;
    const { file: earlier, text, cases } = draft;
    const kept = await attempt(() => ask('rules.saveOwn', { file: earlier, text, cases }));
    if (kept === null) return;
    const { file } = kept;
    set(({ draft: now }) =>
      now !== null && isOpen() ? { draft: { ...now, file, saved: { text, cases } } } : {},
    );
    void useRules.getState().gather();
    tell('The rule is saved. Files processed before have not been run against it yet.');
  };
  return {
    draft: null,
    tried: { state: 'never' },
    placeholders: {},
    begin,
    open: async (file) => {
      const isWanted = openings.begin();
      const rule = await attempt(() => ask('rules.own', { file }));
      if (rule !== null && isWanted()) show({ file, ...rule, saved: rule });
    },
    copy: async (file, id) => {
      const isWanted = openings.begin();
      const rule = await attempt(() => ask('rules.text', { file }));
      if (rule !== null && isWanted()) begin(copyOfRule(rule.text, id, crypto.randomUUID()));
    },
    write: (change) => {
      const { draft } = get();
      if (draft !== null) set({ draft: { ...draft, ...change } });
    },
    watch: () => drafts.watch(),
    save: () => {
      const isOpen = drafts.watch();
      const next = (): Promise<void> => saveNow(isOpen);
      // The answer of the first save names the file that the next one goes to.
      lastSave = lastSave.then(next, next);
      return lastSave;
    },
    tryOnCase: async () => {
      const { draft, placeholders, tried } = get();
      if (draft === null || tried.state === 'running') return;
      const { text } = draft;
      const running: Tried = { state: 'running' };
      // Another rule or case takes the trial away: its outcome says nothing of that one.
      const end = (outcome: Tried): void =>
        set(({ tried: now }) => (now === running ? { tried: outcome } : {}));
      set({ tried: running });
      try {
        const trial = await ask('rules.try', { file: draft.file, text, placeholders });
        end({ state: 'done', trial, text });
      } catch (thrown) {
        end({ state: 'failed', reason: problemOf(thrown).message });
      }
    },
    leave: async () => {
      const isOpen = drafts.watch();
      await lastSave.catch(() => undefined);
      const { draft } = get();
      if (draft === null || !isOpen()) return;
      if (isUnsaved(draft)) useView.getState().ask({ type: 'leaveRule' });
      else show(null);
    },
    giveUp: () => show(null),
    readPlaceholders: async () => {
      const placeholders = await attemptInCase(() => ask('rules.placeholders', {}));
      if (placeholders !== null) set({ placeholders });
    },
    forgetCase: () => set({ tried: { state: 'never' }, placeholders: {} }),
  };
};

export const useRuleEditor = create<RuleEditorStore>()(
  // What is being written outlives a crash of the window and the end of the program.
  persist(writeRules, { name: 'rule-draft', partialize: ({ draft }) => ({ draft }) }),
);
