/** Hunts with SIGMA rules; what it finds are detections. */
import type { PhaseResult, RunOrder, SigmaHunted } from '@shared/contract/order';
import type { RuleMatch } from '@shared/model/detection';
import type { RuleSet } from '@shared/sigma/rule-set';
import { detectionsPath } from '@electron/store/case-paths';
import type { StoredGeneration } from '@electron/store/event-store';
import { SegmentEventColumns } from '@electron/store/segment-event-columns';
import { DetectionsWriter } from '@electron/store/sidecar/detections';
import type { Provenance } from '@electron/store/sidecar/sidecar-writer';
import { type Hunter, sidecarPlace } from './hunter';

export class SigmaHunter implements Hunter<RuleMatch, SigmaHunted> {
  readonly phase = 'sigmaHunting';
  readonly provenance: Provenance;
  readonly #rules: RuleSet;
  readonly #order: RunOrder;

  constructor(rules: RuleSet, order: RunOrder) {
    this.#rules = rules;
    this.#order = order;
    this.provenance = { rulePack: order.rules.hash, rules: rules.rules.length };
  }

  hunt(
    stored: StoredGeneration,
    found: (event: number, match: RuleMatch) => void,
    step: (done: number) => void,
  ): void {
    for (let id = 0; id < stored.head.segmentCount; id++) {
      const { firstEvent, events } = stored.segment(id);
      const columns = new SegmentEventColumns(stored, id, events);
      const matches = this.#rules.matchColumns(columns, (done) => step(firstEvent + done));
      for (const { event, match } of matches) found(firstEvent + event, match);
    }
  }

  sidecar(): DetectionsWriter {
    return new DetectionsWriter(detectionsPath(...sidecarPlace(this.#order)));
  }

  result(hunted: SigmaHunted): PhaseResult {
    return { phase: this.phase, hunted };
  }
}
