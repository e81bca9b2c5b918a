/** Every event of a generation with all that is stored of it, in order. */
import { type Column, valueAt } from '@shared/model/columns';
import type { EventRecord } from '@shared/model/event';
import type { StoredEvent, StoredGeneration } from './event-store';
import { eventsOfSegment } from './shard/segment-events';

export interface WholeEvent {
  readonly event: StoredEvent;
  readonly document: string;
  /** As `EventRecord.rawTexts`. */
  readonly rawTexts: readonly string[];
}

export function* wholeEvents(stored: StoredGeneration): Generator<WholeEvent, void, undefined> {
  for (let id = 0; id < stored.head.segmentCount; id++) {
    const segment = stored.segment(id);
    const raw = stored.rawTexts(id);
    for (const event of eventsOfSegment(stored, segment)) {
      const rawTexts = raw === null ? [] : textsAt(raw, event.index - segment.firstEvent);
      yield { event, document: stored.document(event.index), rawTexts };
    }
  }
}

function textsAt(column: Column, at: number): readonly string[] {
  const value = valueAt(column, at) ?? [];
  return typeof value === 'string' ? [value] : value.filter((text) => text !== null);
}

/** As a writer takes it. */
export const recordOf = ({ event, document, rawTexts }: WholeEvent): EventRecord => ({
  ...event,
  document: () => Buffer.from(document),
  rawTexts: () => rawTexts,
});
