/** Takes files out of the case's database, in one step with what follows from it there. */
import type { EvidenceFile } from '@shared/model/evidence-file';
import type { Operation } from '@shared/model/file-states';
import type { FileId } from '@shared/model/ids';
import type { CaseDatabase } from '@electron/store/case/case-database';
import { keepRemoval } from '@electron/store/case/kept-removals';
import { takeOverResults } from './adopt-book';

/** A copy of a file that goes. */
export interface PromotedListener {
  onFile(id: FileId): void;
  enqueue(file: EvidenceFile, operation: Operation): void;
}

/** @returns copies that took the results of their originals over */
export const takeOut = (
  database: CaseDatabase,
  going: readonly EvidenceFile[],
  listener: PromotedListener,
): FileId[] =>
  database.together(() => {
    for (const { id } of going) database.evidenceTable.remove(id);
    const copies = going.flatMap((file) => promoteDuplicate(database, file, listener) ?? []);
    for (const file of going) keepRemovalOf(database, file);
    return copies;
  });

/**
 * A copy takes the place of a removed original, or its evidence would never be processed.
 * @returns the copy, where it has the results in the cluster already; else it is read. What waited for the original waits
 * for it.
 */
function promoteDuplicate(
  database: CaseDatabase,
  original: EvidenceFile,
  listener: PromotedListener,
): FileId | null {
  const { intake, hashes } = original;
  if (intake.type !== 'accepted' || hashes === null) return null;
  const promoted = database.evidenceTable.promoteDuplicate(hashes.sha256);
  for (const { id } of promoted) listener.onFile(id);
  const [first] = promoted;
  if (first === undefined) return null;
  const { lastRun } = original;
  const isTakenOver = takeOverResults(database, original, first.id);
  const waiting = lastRun?.state === 'queued' ? lastRun.operation : null;
  if (!isTakenOver) listener.enqueue(first, 'full');
  else if (waiting !== null) listener.enqueue(database.evidenceTable.file(first.id), waiting);
  return isTakenOver ? first.id : null;
}

/** What a copy has taken over stays in the cluster, and so does what nobody here has seen of the file. */
function keepRemovalOf(database: CaseDatabase, file: EvidenceFile): void {
  const { cluster, hashes } = file;
  if (cluster === null || hashes === null) return;
  if (database.evidenceTable.withHash(hashes.sha256) === null) keepRemoval(database, file);
}
