/** Counts the published detections of a case anew, as the examiner's tuning has them now. */
import type { Recounted, RecountOrder } from '@shared/contract/correlations';
import { fileId, generation, runId } from '@shared/model/ids';
import { Tuner } from '@shared/sigma/tuning';
import { detectionsPath } from '@electron/store/case-paths';
import { DetectionTally } from '@electron/store/sidecar/detection-tally';
import { readDetections } from '@electron/store/sidecar/detections';

export function recount({ caseDir, files, tunings }: RecountOrder): Recounted {
  const tuner = new Tuner(tunings);
  return files.flatMap((file): Recounted => {
    const [id, made, run] = [fileId(file.file), generation(file.generation), runId(file.run)];
    const tally = new DetectionTally(tuner);
    try {
      for (const one of readDetections(detectionsPath(caseDir, id, made, run))) tally.add(one);
    } catch {
      // A damaged sidecar keeps the counts it was published with; the Detections view names it.
      return [];
    }
    return [{ file, counts: tally.counts }];
  });
}
