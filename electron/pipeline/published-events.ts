/** The published events of a file, wherever an order says that they lie. */
import type { StorePlace } from '@shared/contract/cluster';
import type { DetectedFile } from '@shared/contract/correlations';
import type { PackedFile } from '@shared/contract/shard-packing';
import { fileId, generation, packId, runId } from '@shared/model/ids';
import type { GenerationPlace, RunPlace, StoredGeneration } from '@electron/store/event-store';
import { eventStoreOf } from '@electron/store/event-store-of';

/** @throws CaseScopeError `shard-damaged` */
export const readPublished = (
  caseDir: string,
  store: StorePlace,
  published: PackedFile,
): StoredGeneration => eventStoreOf(caseDir, store).read(placeOf(published));

/** What an order says of a published generation, as the store takes it. */
export const placeOf = ({
  file,
  generation: number,
  pack,
  inCluster,
}: PackedFile): GenerationPlace => ({
  ...{ file: fileId(file), generation: generation(number), inCluster },
  pack: pack === null ? null : packId(pack),
});

export const runPlaceOf = (detected: DetectedFile): RunPlace => ({
  ...placeOf(detected),
  run: runId(detected.run),
});
