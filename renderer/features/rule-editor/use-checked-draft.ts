import { useMemo } from 'react';
import type { RuleRow } from '@shared/contract/rule-row';
import { DraftLibrary } from '@shared/sigma/draft-library';
import { type CheckedDraft, checkDraft } from '@shared/sigma/rule-draft';
import { useSettled } from '../../lib/use-settled';
import { useRules } from '../rules/rules-store';
import { type RuleDraft, useRuleEditor } from './rule-editor-store';

const NO_ROWS: readonly RuleRow[] = [];
const CHECK_AFTER_MS = 150;

/** The draft as it was checked a moment ago. */
export function useCheckedDraft({ text, file }: RuleDraft): CheckedDraft {
  const placeholders = useRuleEditor((store) => store.placeholders);
  const rows = useRules((store) => store.rules?.rows ?? NO_ROWS);
  const settled = useSettled(text, CHECK_AFTER_MS);
  const library = useMemo(
    () => new DraftLibrary(rows.filter((row) => row.file !== file)),
    [rows, file],
  );
  return useMemo(
    () => checkDraft(settled, placeholders, library),
    [settled, placeholders, library],
  );
}
