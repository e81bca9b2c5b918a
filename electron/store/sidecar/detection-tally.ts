/** Counts detections as the examiner's tuning has them. */
import type { DetectionCounts } from '@shared/contract/order';
import type { Detection } from '@shared/model/detection';
import { noLevelCounts } from '@shared/model/level';
import type { TextsOf, Tuner } from '@shared/sigma/tuning';

export class DetectionTally {
  readonly #tuner: Tuner;
  readonly #byLevel = noLevelCounts();
  #detections = 0;
  #suppressed = 0;

  constructor(tuner: Tuner) {
    this.#tuner = tuner;
  }

  add(detection: Pick<Detection, 'rule' | 'matches'>, textsOf?: TextsOf): void {
    const { level, suppressedBy } = this.#tuner.tune(detection, textsOf);
    if (suppressedBy !== null) {
      this.#suppressed++;
      return;
    }
    this.#byLevel[level]++;
    this.#detections++;
  }

  get counts(): DetectionCounts {
    const [detections, suppressed] = [this.#detections, this.#suppressed];
    return { detections, byLevel: { ...this.#byLevel }, suppressed };
  }
}
