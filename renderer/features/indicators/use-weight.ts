/** What indicators would hit in the case, asked of the search process. */
import { useMemo } from 'react';
import type { IndicatorDraft } from '@shared/model/indicator';
import { useAsked } from '../../lib/use-asked';
import { useSettled } from '../../lib/use-settled';
import { useCaseTotals } from '../evidence/use-case-totals';

/** Null where it is not known yet. */
export interface Weight {
  readonly hits: number;
  /** Of so many events. */
  readonly events: number;
}

type Sought = Pick<IndicatorDraft, 'type' | 'value' | 'mode'>;

/** As `indicators.weigh` takes them. */
export const soughtText = (sought: readonly Sought[]): string =>
  JSON.stringify(sought.map(({ type, value, mode }) => ({ type, value, mode })));

/** Of one indicator while it is written. @param draft null asks nothing */
export function useWeight(draft: Sought | null): Weight | null {
  const { published } = useCaseTotals();
  const text = draft === null ? '' : JSON.stringify([draft.type, draft.value.trim(), draft.mode]);
  const settled = useSettled(text);
  const input = useMemo(() => {
    if (settled === '') return null;
    const [type, value, mode] = JSON.parse(settled) as [Sought['type'], string, Sought['mode']];
    return { sought: soughtText([{ type, value, mode }]) };
  }, [settled]);
  const { answer, stale } = useAsked('indicators.weigh', input, published);
  if (answer === null || stale || settled !== text) return null;
  return { hits: answer.hits[0] ?? 0, events: answer.events };
}
