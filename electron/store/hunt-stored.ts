/** Rules over every event of a stored generation. */
import type { RuleHunt } from '@shared/sigma/engine/rule-hunt';
import type { StoredGeneration } from './event-store';
import { textsIn } from './event-texts';
import { SegmentEventColumns } from './segment-event-columns';
import { timeIn } from './shard/segment-events';
import type { PlacedMatch } from './sidecar/detections';

/**
 * Tells every match by the number of its event, in the order of the events.
 * @param step told now and then how many events are done; may throw to end the hunt
 */
export function huntStored(
  rules: RuleHunt,
  stored: StoredGeneration,
  found: (event: number, match: PlacedMatch) => void,
  step: (done: number) => void = () => undefined,
): void {
  for (let id = 0; id < stored.head.segmentCount; id++) {
    const segment = stored.segment(id);
    const { firstEvent, events } = segment;
    const columns = new SegmentEventColumns(stored, id, events);
    for (const { event, match } of rules.over(columns, (done) => step(firstEvent + done)))
      found(firstEvent + event, {
        ...match,
        time: timeIn(segment, event),
        textsOf: textsIn(columns, event),
      });
  }
}
