/** The indicators of the case with what each hits, or would hit where files have not been hunted for it. */
import { useMemo } from 'react';
import type { IndicatorHits } from '@shared/contract/hit-groups';
import type { Indicator } from '@shared/model/indicator';
import { useQueue } from '../../app/queue-store';
import { useAsked } from '../../lib/use-asked';
import { useStaleFiles } from '../evidence/stale';
import { useCaseTotals } from '../evidence/use-case-totals';
import { soughtText } from './use-weight';
import { useIndicators } from './indicator-store';

/** Weighed at once; of more it is told once they are hunted. */
const MOST_WEIGHED = 2_000;

/** Why nobody knows yet how many events hold it. */
export type Unknown = 'asked' | 'uncounted' | 'off';

export type EventCount =
  | { readonly type: 'hunted' | 'unhunted'; readonly events: number }
  | { readonly type: 'unknown'; readonly why: Unknown };

export interface IndicatorRow extends Indicator {
  /** Null where it has none, or that is not known. */
  readonly met: IndicatorHits | null;
  /** Hits; or events it stands in by the columns, where files have not been hunted for it. */
  readonly count: EventCount;
}

export interface IndicatorRows {
  readonly rows: readonly IndicatorRow[];
  /** Whether the hits of the case have been told. */
  readonly isCounted: boolean;
}

export function useIndicatorRows(): IndicatorRows {
  const indicators = useIndicators((store) => store.indicators);
  const { published } = useCaseTotals();
  const hits = useAsked('hits.byIndicator', {}, published).answer;
  const isCounted = hits !== null;
  const isStaleTold = useQueue(({ queue }) => (queue?.packs.indicators ?? null) !== null);
  const isStale = useStaleFiles().indicators.length > 0;
  const met = useMemo(() => new Map(hits?.map((one) => [one.indicatorId, one])), [hits]);
  const waiting = useMemo(
    () =>
      isStale && isCounted ? indicators.filter(({ id, active }) => active && !met.has(id)) : [],
    [isStale, isCounted, indicators, met],
  );
  const weighedNow = useMemo(() => waiting.slice(0, MOST_WEIGHED), [waiting]);
  const sought = useMemo(() => soughtText(weighedNow), [weighedNow]);
  const weighed = useAsked(
    'indicators.weigh',
    weighedNow.length === 0 ? null : { sought },
    published,
  );
  const counts = weighed.stale ? null : weighed.answer;
  const hasFailed = weighed.problem !== null && !weighed.stale;
  const rows = useMemo(() => {
    const unhunted = new Map(
      waiting.map(({ id }, at) => [
        id,
        unhuntedCount(counts?.hits[at], at >= MOST_WEIGHED || hasFailed),
      ]),
    );
    const countOf = countWith(unhunted, isStaleTold);
    return indicators.map((one) => {
      const hit = met.get(one.id);
      return { ...one, met: hit ?? null, count: isCounted ? countOf(one, hit) : ASKED };
    });
  }, [indicators, isCounted, isStaleTold, met, waiting, counts, hasFailed]);
  return { rows, isCounted };
}

const ASKED: EventCount = { type: 'unknown', why: 'asked' };

/** Of one that files wait to be hunted for. @param isLeftOut it is not being counted */
function unhuntedCount(events: number | undefined, isLeftOut: boolean): EventCount {
  if (events !== undefined) return { type: 'unhunted', events };
  return isLeftOut ? { type: 'unknown', why: 'uncounted' } : ASKED;
}

/** Where it has no hit and no file waits for it, every file was hunted for it in vain. */
const countWith =
  (unhunted: ReadonlyMap<number, EventCount>, isStaleTold: boolean) =>
  ({ id, active }: Indicator, met: IndicatorHits | undefined): EventCount => {
    if (met !== undefined) return { type: 'hunted', events: met.hits };
    if (!active) return { type: 'unknown', why: 'off' };
    return isStaleTold ? (unhunted.get(id) ?? { type: 'hunted', events: 0 }) : ASKED;
  };
