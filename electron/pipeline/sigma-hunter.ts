/** Hunts with SIGMA rules; what it finds are detections. */
import {
  type DetectionCounts,
  MOST_SLOW_RULES,
  type PhaseResult,
  type RunOrder,
} from '@shared/contract/order';
import type { RuleHunt } from '@shared/sigma/engine/rule-hunt';
import { Tuner } from '@shared/sigma/tuning';
import type { RuleSet } from '@shared/sigma/rule-set';
import type { EventStore, StoredGeneration } from '@electron/store/event-store';
import { huntStored } from '@electron/store/hunt-stored';
import type { PlacedMatch } from '@electron/store/sidecar/detections';
import type { Provenance, SidecarWriter } from '@electron/store/sidecar/sidecar-writer';
import { HUNT_CLOCK } from '@electron/process/hunt-clock';
import { foundPlace, type Hunter } from './hunter';

export class SigmaHunter implements Hunter<PlacedMatch, DetectionCounts> {
  readonly phase = 'sigmaHunting';
  readonly provenance: Provenance;
  readonly #rules: RuleHunt;
  readonly #order: RunOrder;

  constructor(rules: RuleSet, order: RunOrder) {
    this.#rules = rules.hunt(HUNT_CLOCK);
    this.#order = order;
    this.provenance = { rulePack: order.rules.hash, rules: rules.rules.length };
  }

  hunt(
    stored: StoredGeneration,
    found: (event: number, match: PlacedMatch) => void,
    step: (done: number) => void,
  ): void {
    huntStored(this.#rules, stored, found, step);
  }

  sidecar(store: EventStore): SidecarWriter<PlacedMatch, DetectionCounts> {
    return store.writeDetections(foundPlace(this.#order), new Tuner(this.#order.tunings));
  }

  result(counts: DetectionCounts): PhaseResult {
    const slowRules = this.#rules.slow.slice(0, MOST_SLOW_RULES);
    return {
      phase: this.phase,
      hunted: { ...counts, rulesApplied: this.#rules.applied, slowRules },
    };
  }
}
