/** Events of a file that feed correlations: those that rules met and an examiner's tuning does not leave out. */
import type { DetectedFile } from '@shared/contract/correlations';
import { fileId, generation, runId } from '@shared/model/ids';
import type { Tuner } from '@shared/sigma/tuning';
import { detectionsPath } from '@electron/store/case-paths';
import type { StoredGeneration } from '@electron/store/event-store';
import { EventTexts } from '@electron/store/event-texts';
import { type CorrelatedRow, readCorrelated } from '@electron/store/sidecar/detections';
import { readPublished } from './published-events';

/** In no order. The events themselves are read where tuning asks for their texts. */
export function* feedingRows(
  caseDir: string,
  detected: DetectedFile,
  tuner: Tuner,
): Generator<CorrelatedRow, void, undefined> {
  const [id, made] = [fileId(detected.file), generation(detected.generation)];
  let stored: StoredGeneration | null = null;
  const texts = new EventTexts(() => (stored ??= readPublished(caseDir, detected)));
  try {
    for (const row of readCorrelated(detectionsPath(caseDir, id, made, runId(detected.run))))
      if (tuner.tune(row, texts.of(row.event)).suppressedBy === null) yield row;
  } finally {
    closeIfOpen(stored);
  }
}

/** The compiler does not see that the closure may have opened it. */
const closeIfOpen = (stored: StoredGeneration | null): void => stored?.close();
