/** Hunts with indicators; what it finds are hits. */
import type { IocsHunted, PhaseResult, RunOrder } from '@shared/contract/order';
import type { IndicatorMatcher } from '@shared/ioc/indicator-matcher';
import { fileId, generation, runId } from '@shared/model/ids';
import type { IndicatorHit } from '@shared/model/indicator';
import { hitsPath } from '@electron/store/case-paths';
import type { StoredEvent, StoredGeneration } from '@electron/store/event-store';
import { HitsWriter } from '@electron/store/sidecar/hits';
import type { Provenance } from '@electron/store/sidecar/sidecar-writer';
import { documentTexts } from './document-texts';
import type { Hunter } from './hunter';

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
    const { caseDir, fileId: file, generation: number, run } = this.#order;
    return new HitsWriter(hitsPath(caseDir, fileId(file), generation(number), runId(run)));
  }

  result(hunted: IocsHunted): PhaseResult {
    return { phase: this.phase, hunted };
  }
}
