/** The hits of one event, as a hunt over a stretch of one finds them. */
import { IndicatorHunt } from '@shared/ioc/indicator-hunt';
import { IndicatorMatcher } from '@shared/ioc/indicator-matcher';
import { BatchColumns } from '@shared/model/batch-columns';
import type { EventFields } from '@shared/model/event';
import type { SoughtIndicator, IndicatorHit } from '@shared/model/indicator';

export function hitsOf(
  indicators: readonly SoughtIndicator[],
  event: EventFields,
  rawTexts: readonly string[] = [],
): IndicatorHit[] {
  const batch = new BatchColumns();
  batch.add(event);
  const hits: IndicatorHit[] = [];
  new IndicatorHunt(new IndicatorMatcher(indicators), batch).run(
    () => ({ document: JSON.stringify(rawTexts), texts: () => rawTexts }),
    (_, hit) => hits.push(hit),
    () => undefined,
  );
  return hits;
}
