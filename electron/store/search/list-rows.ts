/** Stored detections and hits as rows, with the place of their event. */
import type {
  CorrelationFacts,
  DetectionRow,
  EventPlace,
  HitRow,
} from '@shared/contract/finding-views';
import type { FileTime } from '@shared/model/file-time';
import { formatFileTime } from '@shared/model/time-text';
import { oldestAndNewest } from '@shared/sigma/correlation/event-list';
import { type CorrelationHit, matchesOf } from '@shared/sigma/correlation/occurrence';
import type { StoredCorrelation } from '../sidecar/correlations';
import type { TunedDetection } from './tuned-detection';
import type { StoredHit } from '../sidecar/hits';

export function detectionRow(
  place: EventPlace,
  { rule, source, matches, suppressedBy }: TunedDetection,
): DetectionRow {
  const { ruleId, ruleTitle, level, status, author, tags, ruleHash } = rule;
  return {
    ...place,
    ...{ ruleId, ruleTitle, level, status, author, tags, ruleHash, source, matches },
    correlation: null,
    suppressedBy,
  };
}

/** @param place of the last contributing event */
export function correlationRow(
  place: EventPlace,
  hit: StoredCorrelation & Pick<TunedDetection, 'suppressedBy'>,
): DetectionRow {
  const { ruleId, ruleTitle, level, status, author, tags, ruleHash } = hit.rule;
  return {
    ...place,
    ...{ ruleId, ruleTitle, level, status, author, tags, ruleHash, source: 'correlation' },
    matches: matchesOf(hit),
    correlation: correlationFacts(hit),
    suppressedBy: hit.suppressedBy,
  };
}

/** Contributing events that are told one by one, beside those that stand for their rule or file. */
const MOST_SHOWN = 200;

export const correlationFacts = (hit: CorrelationHit): CorrelationFacts => ({
  from: formatFileTime(hit.from as FileTime),
  to: formatFileTime(hit.to as FileTime),
  group: matchesOf(hit),
  events: hit.events,
  contributions: oldestAndNewest(hit.contributions, MOST_SHOWN).map(({ time, ...one }) => ({
    ...one,
    time: formatFileTime(time as FileTime),
  })),
});

export function hitRow(place: EventPlace, hit: StoredHit): HitRow {
  const { indicatorId, indicator, type, mode, matches } = hit;
  return { ...place, indicatorId, indicator, type, mode, matches };
}
