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

  /** Looks into the whole record where its fields do not tell everything of it. */
  match(event: StoredEvent, stored: StoredGeneration): readonly IndicatorHit[] {
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
