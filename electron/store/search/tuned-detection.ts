/** A stored detection as the examiner's tuning has it. */
import type { Detection } from '@shared/model/detection';
import type { RuleTuning } from '@shared/model/rule-tuning';
import type { TextsOf, Tuner } from '@shared/sigma/tuning';
import type { StoredDetection } from '../sidecar/detections';

export interface TunedDetection extends StoredDetection {
  /** Null where it is shown. */
  readonly suppressedBy: RuleTuning | null;
}

/** With the level the examiner gave its rule. */
export function tuned<Found extends Pick<Detection, 'rule' | 'matches'>>(
  found: Found,
  tuner: Tuner,
  textsOf?: TextsOf,
): Found & Pick<TunedDetection, 'suppressedBy'> {
  const { level, suppressedBy } = tuner.tune(found, textsOf);
  return { ...found, rule: { ...found.rule, level }, suppressedBy };
}
