/** Hunts with indicators; what it finds are hits. */
import type { IocsHunted, PhaseResult, RunOrder } from '@shared/contract/order';
import { IndicatorHunt } from '@shared/ioc/indicator-hunt';
import type { IndicatorMatcher } from '@shared/ioc/indicator-matcher';
import type { IndicatorHit } from '@shared/model/indicator';
import type { EventStore, StoredGeneration } from '@electron/store/event-store';
import { SegmentEventColumns } from '@electron/store/segment-event-columns';
import type { HitCounts } from '@electron/store/sidecar/hits';
import type { Provenance, SidecarWriter } from '@electron/store/sidecar/sidecar-writer';
import { foundPlace, type Hunter } from './hunter';

export class IndicatorHunter implements Hunter<IndicatorHit, IocsHunted> {
  readonly phase = 'iocHunting';
  readonly provenance: Provenance;
  readonly #indicators: IndicatorMatcher;
  readonly #order: RunOrder;

  constructor(indicators: IndicatorMatcher, order: RunOrder) {
    this.#indicators = indicators;
    this.#order = order;
    this.provenance = { indicators: order.indicators.hash };
  }

  hunt(
    stored: StoredGeneration,
    found: (event: number, hit: IndicatorHit) => void,
    step: (done: number) => void,
  ): void {
    if (this.#indicators.isEmpty) return;
    for (let id = 0; id < stored.head.segmentCount; id++) {
      const { firstEvent, events } = stored.segment(id);
      const columns = new SegmentEventColumns(stored, id, events);
      new IndicatorHunt(this.#indicators, columns).run(
        () => stored.rawTexts(id),
        (event, hit) => found(firstEvent + event, hit),
        (done) => step(firstEvent + done),
      );
    }
  }

  sidecar(store: EventStore): SidecarWriter<IndicatorHit, HitCounts> {
    return store.writeHits(foundPlace(this.#order));
  }

  result(hunted: IocsHunted): PhaseResult {
    return { phase: this.phase, hunted };
  }
}
