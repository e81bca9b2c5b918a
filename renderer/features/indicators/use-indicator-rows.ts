/** The indicators of the case with what each hits, or would hit where files have not been hunted for it. */
import { useMemo } from 'react';
import type { IndicatorHits } from '@shared/contract/hit-groups';
import type { Indicator } from '@shared/model/indicator';
import { useAsked } from '../../lib/use-asked';
import { useStaleFiles } from '../evidence/stale';
import { useCaseTotals } from '../evidence/use-case-totals';
import { soughtText } from './use-weight';
import { useIndicators } from './indicator-store';

/** Weighed at once; of more it is told once they are hunted. */
const MOST_WEIGHED = 2_000;

export interface IndicatorRow extends Indicator {
  /** Null where it has none. */
  readonly met: IndicatorHits | null;
  /** Events it stands in by the columns, where files have not been hunted for it; null where that is not known. */
  readonly unhunted: number | null;
}

export function useIndicatorRows(): readonly IndicatorRow[] {
  const indicators = useIndicators((store) => store.indicators);
  const { published } = useCaseTotals();
  const hits = useAsked('hits.byIndicator', {}, published).answer;
  const isStale = useStaleFiles().indicators.length > 0;
  const met = useMemo(() => new Map(hits?.map((one) => [one.indicatorId, one])), [hits]);
  const waiting = useMemo(
    () =>
      isStale && hits !== null
        ? indicators.filter(({ id, active }) => active && !met.has(id)).slice(0, MOST_WEIGHED)
        : [],
    [isStale, hits, indicators, met],
  );
  const sought = useMemo(() => soughtText(waiting), [waiting]);
  const weighed = useAsked('indicators.weigh', waiting.length === 0 ? null : { sought }, published);
  const counts = weighed.stale ? null : weighed.answer;
  return useMemo(() => {
    const unhunted = new Map(waiting.map(({ id }, at) => [id, counts?.hits[at] ?? null]));
    return indicators.map((one) => ({
      ...one,
      ...{ met: met.get(one.id) ?? null, unhunted: unhunted.get(one.id) ?? null },
    }));
  }, [indicators, met, waiting, counts]);
}
