/** Counts the published detections of a case anew, as the examiner's tuning has them now. */
import type { Recounted, RecountOrder } from '@shared/contract/correlations';
import { fileId, generation, runId } from '@shared/model/ids';
import { Tuner } from '@shared/sigma/tuning';
import { detectionsPath } from '@electron/store/case-paths';
import type { StoredGeneration } from '@electron/store/event-store';
import { EventTexts } from '@electron/store/event-texts';
import { DetectionTally } from '@electron/store/sidecar/detection-tally';
import { readDetections } from '@electron/store/sidecar/detections';
import { readPublished } from './published-events';

export function recount({ caseDir, files, tunings }: RecountOrder): Recounted {
  const tuner = new Tuner(tunings);
  return files.flatMap((file): Recounted => {
    const [id, made, run] = [fileId(file.file), generation(file.generation), runId(file.run)];
    const tally = new DetectionTally(tuner);
    let stored: StoredGeneration | null = null;
    const texts = new EventTexts(() => (stored ??= readPublished(caseDir, file)));
    try {
      for (const one of readDetections(detectionsPath(caseDir, id, made, run)))
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
