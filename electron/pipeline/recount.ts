/** Counts the published detections of a case anew, as the examiner's tuning has them now. */
import type { Recounted, RecountOrder } from '@shared/contract/correlations';
import { Tuner } from '@shared/sigma/tuning';
import type { StoredGeneration } from '@electron/store/event-store';
import { eventStoreOf } from '@electron/store/event-store-of';
import { EventTexts } from '@electron/store/event-texts';
import { DetectionTally } from '@electron/store/sidecar/detection-tally';
import { readPublished, runPlaceOf } from './published-events';

export function recount({ caseDir, store, files, tunings }: RecountOrder): Recounted {
  const tuner = new Tuner(tunings);
  return files.flatMap((file): Recounted => {
    const tally = new DetectionTally(tuner);
    let stored: StoredGeneration | null = null;
    const texts = new EventTexts(() => (stored ??= readPublished(caseDir, store, file)));
    try {
      for (const one of eventStoreOf(caseDir, store).detections(runPlaceOf(file)))
        tally.add(one, texts.of(one.event));
    } catch {
      // A damaged sidecar keeps the counts it was published with; the Detections view names it.
      return [];
    } finally {
      closeIfOpen(stored);
    }
    return [{ file, counts: tally.counts }];
  });
}

const closeIfOpen = (stored: StoredGeneration | null): void => stored?.close();
