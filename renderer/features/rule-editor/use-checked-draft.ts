import { useMemo } from 'react';
import type { RuleRow } from '@shared/contract/views';
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
  const taken = useMemo(
    () => new Map(rows.filter((row) => row.file !== file).map((row) => [row.id, row.file])),
    [rows, file],
  );
  return useMemo(() => checkDraft(settled, placeholders, taken), [settled, placeholders, taken]);
}
