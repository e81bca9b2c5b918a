import { useEffect, useState } from 'react';
import type { CaseResults } from '@shared/contract/rule-views';
import { ask, problemOf } from '../../lib/ask';
import { useRuleEditor } from './rule-editor-store';

/**
 * How the cases come out, run in the search process: an expression that hangs must not hang the window. The
 * results before stay until the next are there; null without cases.
 */
export function useCaseResults(cases: string, rule: string): CaseResults | null {
  const placeholders = useRuleEditor((store) => store.placeholders);
  const [results, setResults] = useState<CaseResults | null>(null);
  const isEmpty = cases.trim() === '';
  useEffect(() => {
    if (isEmpty) return undefined;
    let isWanted = true;
    const take = (answer: CaseResults): void => void (isWanted && setResults(answer));
    ask('rules.cases', { rule, cases, placeholders }).then(take, (error: unknown) =>
      take({ type: 'unreadable', reason: problemOf(error).message }),
    );
    return () => {
      isWanted = false;
    };
  }, [cases, rule, placeholders, isEmpty]);
  return isEmpty ? null : results;
}
