/** The hits of one event, as a hunt over a stretch of one finds them. */
import { IndicatorHunt } from '@shared/ioc/indicator-hunt';
import { IndicatorMatcher } from '@shared/ioc/indicator-matcher';
import { BatchColumns } from '@shared/model/batch-columns';
import { type Column, FIRST_VALUE_CODE } from '@shared/model/columns';
import type { EventFields } from '@shared/model/event';
import type { SoughtIndicator, IndicatorHit } from '@shared/model/indicator';
import { rawTextsOf } from '@shared/model/raw-texts';

export function hitsOf(
  indicators: readonly SoughtIndicator[],
  event: EventFields,
  rawTexts: readonly string[] = [],
): IndicatorHit[] {
  const batch = new BatchColumns();
  batch.add(event);
  const hits: IndicatorHit[] = [];
  new IndicatorHunt(new IndicatorMatcher(indicators), batch).run(
    () => columnOf(rawTextsOf(rawTexts, event.values)),
    (_, hit) => hits.push(hit),
    () => undefined,
  );
  return hits;
}

const columnOf = (rawTexts: readonly string[]): Column | null =>
  rawTexts.length === 0 ? null : { entries: [rawTexts], codes: Uint8Array.of(FIRST_VALUE_CODE) };
