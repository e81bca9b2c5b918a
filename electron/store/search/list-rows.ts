/** Stored detections and hits as rows, with the place of their event. */
import type { DetectionRow, EventPlace, HitRow } from '@shared/contract/views';
import type { StoredDetection } from '../sidecar/detections';
import type { StoredHit } from '../sidecar/hits';

export function detectionRow(
  place: EventPlace,
  { rule, source, matches }: StoredDetection,
): DetectionRow {
  const { ruleId, ruleTitle, level, status, author, tags } = rule;
  return { ...place, ruleId, ruleTitle, level, status, author, tags, source, matches };
}

export function hitRow(place: EventPlace, hit: StoredHit): HitRow {
  const { indicatorId, indicator, type, mode, matches } = hit;
  return { ...place, indicatorId, indicator, type, mode, matches };
}
