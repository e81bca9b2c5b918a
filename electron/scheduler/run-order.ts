/** The order a worker gets for one run over one file. */
import type { StorePlace } from '@shared/contract/cluster';
import type { PackReference, RunOrder } from '@shared/contract/order';
import type { EvidenceFile } from '@shared/model/evidence-file';
import type { RuleTuning } from '@shared/model/rule-tuning';
import type { Operation } from '@shared/model/file-states';
import type { Generation, RunId } from '@shared/model/ids';
import { clusterFileOf } from '@electron/store/case/cluster-file';
import { templatePack } from '@electron/pipeline/template-pack';

/** What runs that start now are made with. */
export interface RunPacks {
  /** Longest record of NDJSON. */
  readonly lineLimitBytes: number;
  /** Where events go. */
  readonly store: StorePlace;
  readonly rules: PackReference;
  readonly indicators: PackReference;
  readonly tunings: readonly RuleTuning[];
}

/** full and reindex write a new generation; sigma_only and ioc_only read the published one. */
export function runOrder(
  caseDir: string,
  file: EvidenceFile,
  operation: Operation,
  taken: { readonly generation: Generation; readonly run: RunId },
  packs: RunPacks,
): RunOrder {
  const { id: fileId, path, sizeBytes, modifiedMs, kind, published, sourceChoice, lent } = file;
  if (kind === null) throw new RangeError(`file ${fileId} is no evidence`);
  const rereads = operation === 'full' || operation === 'reindex';
  const isWritten = rereads || published === null;
  const generation = isWritten ? taken.generation : published.generation;
  return {
    type: 'run',
    ...{ caseDir, fileId, path, sizeBytes, modifiedMs, kind, operation, generation },
    ...{ store: packs.store, inCluster: clusterFileOf(file) },
    pack: isWritten ? null : published.pack,
    source: sourceChoice,
    lineLimitBytes: packs.lineLimitBytes,
    lent: lent === null ? null : templatePack(caseDir, lent),
    run: taken.run,
    rules: packs.rules,
    indicators: packs.indicators,
    tunings: [...packs.tunings],
  };
}
