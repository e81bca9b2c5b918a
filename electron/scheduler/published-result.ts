/** From what the phases of a run found out to what is published of the file. */
import type {
  Indexed,
  IocsHunted,
  PhaseResult,
  RunOrder,
  SigmaHunted,
} from '@shared/contract/order';
import type { FileResult, Published } from '@shared/model/evidence-file';
import { generation, runId } from '@shared/model/ids';
import { noLevelCounts } from '@shared/model/level';

/** What a run has found out so far. */
export interface RunFindings {
  readonly indexed: Indexed | null;
  readonly sigma: SigmaHunted | null;
  readonly iocs: IocsHunted | null;
}

export const NO_FINDINGS: RunFindings = { indexed: null, sigma: null, iocs: null };

export function withPhase(findings: RunFindings, result: PhaseResult): RunFindings {
  switch (result.phase) {
    case 'estimating':
      return findings;
    case 'indexing':
      return { ...findings, indexed: result.indexed };
    case 'sigmaHunting':
      return { ...findings, sigma: result.hunted };
    case 'iocHunting':
      return { ...findings, iocs: result.hunted };
  }
}

function resultOf(indexed: Indexed): FileResult {
  if (indexed.failedRecords > 0 || indexed.flaws > 0) return 'partial';
  return indexed.events === 0 ? 'no events' : 'full';
}

/** The published state after this run, over the one before it; null where there is nothing to publish. */
export function publishedAfter(
  before: Published | null,
  order: RunOrder,
  { indexed, sigma, iocs }: RunFindings,
): Published | null {
  const base = indexed === null ? before : eventsOnly(order, indexed);
  if (base === null) return null;
  const run = runId(order.run);
  return {
    ...base,
    detectionsRun: sigma === null ? base.detectionsRun : run,
    hitsRun: iocs === null ? base.hitsRun : run,
    counts: {
      ...base.counts,
      detections: sigma?.detections ?? base.counts.detections,
      detectionsByLevel: sigma?.byLevel ?? base.counts.detectionsByLevel,
      suppressed: sigma?.suppressed ?? base.counts.suppressed,
      rulesApplied: sigma?.rulesApplied ?? base.counts.rulesApplied,
      slowRules: sigma?.slowRules ?? base.counts.slowRules,
      hits: iocs?.hits ?? base.counts.hits,
      eventsWithHits: iocs?.eventsWithHits ?? base.counts.eventsWithHits,
    },
    huntedWith: {
      rules: sigma === null ? base.huntedWith.rules : order.rules.hash,
      indicators: iocs === null ? base.huntedWith.indicators : order.indicators.hash,
    },
  };
}

function eventsOnly(order: RunOrder, indexed: Indexed): Published {
  const { events, failedRecords, flaws, recovered, borrowed, unresolved } = indexed;
  const { firstEvent, lastEvent, host, integrity } = indexed;
  return {
    generation: generation(order.generation),
    pack: null,
    detectionsRun: null,
    hitsRun: null,
    result: resultOf(indexed),
    counts: {
      ...{ events, failedRecords, flaws, recovered, borrowed, unresolved },
      ...{ firstEvent, lastEvent, host, integrity },
      detections: 0,
      detectionsByLevel: noLevelCounts(),
      suppressed: 0,
      rulesApplied: null,
      slowRules: [],
      hits: 0,
      eventsWithHits: 0,
    },
    huntedWith: { rules: null, indicators: null },
  };
}
