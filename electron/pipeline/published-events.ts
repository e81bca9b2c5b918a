/** The published events of a file, wherever an order says that they lie. */
import type { PackedFile } from '@shared/contract/shard-packing';
import { fileId, generation, packId } from '@shared/model/ids';
import type { StoredGeneration } from '@electron/store/event-store';
import { eventStoreOf } from '@electron/store/event-store-of';

/** @throws CaseScopeError `shard-damaged` */
export const readPublished = (
  caseDir: string,
  { file, generation: number, pack }: PackedFile,
): StoredGeneration =>
  eventStoreOf(caseDir).read({
    ...{ file: fileId(file), generation: generation(number) },
    pack: pack === null ? null : packId(pack),
  });
