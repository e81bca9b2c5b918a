/** Events of a file that feed correlations: those that rules met and an examiner's tuning does not leave out. */
import type { StorePlace } from '@shared/contract/cluster';
import type { DetectedFile } from '@shared/contract/correlations';
import type { Tuner } from '@shared/sigma/tuning';
import type { StoredGeneration } from '@electron/store/event-store';
import { eventStoreOf } from '@electron/store/event-store-of';
import { EventTexts } from '@electron/store/event-texts';
import type { CorrelatedRow } from '@electron/store/sidecar/detections';
import { readPublished, runPlaceOf } from './published-events';

/** In no order. The events themselves are read where tuning asks for their texts. */
export function* feedingRows(
  caseDir: string,
  store: StorePlace,
  detected: DetectedFile,
  tuner: Tuner,
): Generator<CorrelatedRow, void, undefined> {
  let stored: StoredGeneration | null = null;
  const texts = new EventTexts(() => (stored ??= readPublished(caseDir, store, detected)));
  try {
    for (const row of eventStoreOf(caseDir, store).correlated(runPlaceOf(detected)))
      if (tuner.tune(row, texts.of(row.event)).suppressedBy === null) yield row;
  } finally {
    closeIfOpen(stored);
  }
}

/** The compiler does not see that the closure may have opened it. */
const closeIfOpen = (stored: StoredGeneration | null): void => stored?.close();
