import { useEffect, useState } from 'react';
import type { RuleCount } from '@shared/contract/rule-views';
import { ask } from '../../lib/ask';
import { useCaseTotals } from '../evidence/use-case-totals';
import type { RuleCounts } from './rule-facets';

/** Asked again whenever other detections are published. */
export function useRuleCounts(): RuleCounts {
  const { published } = useCaseTotals();
  const [counts, setCounts] = useState<RuleCounts>(null);
  useEffect(() => {
    let stands = true;
    ask('detections.byRule', {})
      .then((found) => stands && setCounts(byKey(found)))
      // Without a case, or while its search is started anew, there are no counts to show.
      .catch(() => stands && setCounts(null));
    return () => {
      stands = false;
    };
  }, [published]);
  return counts;
}

const byKey = (found: readonly RuleCount[]): ReadonlyMap<string, RuleCount> =>
  new Map(found.map((one) => [one.key, one]));
