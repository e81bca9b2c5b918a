/** What events say beside their fields, read from the original records of a shard that did not keep it. */
import type { Column } from '@shared/model/columns';
import { DistinctValues } from '@shared/model/distinct-values';
import { rawTextsOf } from '@shared/model/raw-texts';
import { documentTexts } from '../document-texts';
import type { Segment, StoredGeneration } from '../event-store';
import { eventsOfSegment } from './segment-events';
import { guarded } from './shard-damage';

/** Null where no event says more than its fields. @throws CaseScopeError `shard-damaged` */
export function rawTextsOfRecords(stored: StoredGeneration, segment: Segment): Column | null {
  const tuples = new DistinctValues();
  const codes = new Uint16Array(segment.events);
  guarded(() => {
    let at = 0;
    for (const { index, values } of eventsOfSegment(stored, segment)) {
      const document = stored.document(index);
      const texts = rawTextsOf(documentTexts(stored.head.documentKind, document), values);
      codes[at++] = tuples.codeOf(texts.length === 0 ? undefined : texts);
    }
  });
  return tuples.entries.length === 0 ? null : { entries: tuples.entries, codes };
}
