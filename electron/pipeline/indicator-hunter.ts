/** Hunts with indicators; what it finds are hits. */
import type { IocsHunted, PhaseResult, RunOrder } from '@shared/contract/order';
import type { IndicatorMatcher } from '@shared/ioc/indicator-matcher';
import type { IndicatorHit } from '@shared/model/indicator';
import { hitsPath } from '@electron/store/case-paths';
import type { StoredEvent, StoredGeneration } from '@electron/store/event-store';
import { HitsWriter } from '@electron/store/sidecar/hits';
import type { Provenance } from '@electron/store/sidecar/sidecar-writer';
import { documentTexts } from './document-texts';
import { type Hunter, sidecarPlace } from './hunter';

/** An indicator's expression may be slow on an event: the flag and the heartbeat are looked after often. */
const STEP_EVENTS = 64;

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
    for (const event of stored.events()) {
      for (const hit of this.#hits(event, stored)) found(event.index, hit);
      if ((event.index + 1) % STEP_EVENTS === 0) step(event.index + 1);
    }
  }

  /** Looks into the whole record where its fields do not tell everything of it. */
  #hits(event: StoredEvent, stored: StoredGeneration): readonly IndicatorHit[] {
    const { documentKind } = stored.head;
    return this.#indicators.match(event, () =>
      documentTexts(documentKind, stored.document(event.index)),
    );
  }

  sidecar(): HitsWriter {
    return new HitsWriter(hitsPath(...sidecarPlace(this.#order)));
  }

  result(hunted: IocsHunted): PhaseResult {
    return { phase: this.phase, hunted };
  }
}
