/** What the cluster says of a file, into the case's own database. */
import { isDeepStrictEqual } from 'node:util';
import { isActive, phasesOf } from '@shared/model/file-states';
import { type FileId, sha256 } from '@shared/model/ids';
import type { EvidenceFile, LastRun } from '@shared/model/evidence-file';
import type { CaseDatabase } from '@electron/store/case/case-database';
import { keptRemoval } from '@electron/store/case/kept-removals';
import { type Book, type Laptop, publishedOf } from '@electron/store/cluster/book';

/** @returns the file whose results are others now; null where nothing changed */
export function adoptBook(database: CaseDatabase, book: Book, laptop: Laptop): FileId | null {
  // Being taken out of the case here: the cluster need not know yet.
  if (keptRemoval(database, book.sha256) !== null) return null;
  const known = database.evidenceTable.withHash(book.sha256);
  if (known === null && book.published === null) return null;
  return database.together(() => {
    const file = known ?? addRemote(database, book, laptop);
    // One that was added here and never claimed.
    if (file.cluster === null) database.evidenceTable.setCluster(file.id, book.number, null);
    return isSame(file, book) ? null : replace(database, file, book);
  });
}

function addRemote({ evidenceTable }: CaseDatabase, book: Book, { id }: Laptop): EvidenceFile {
  const { laptop, sha1, md5, ...facts } = book.evidence;
  const hashes = { sha256: sha256(book.sha256), sha1, md5 };
  const file = evidenceTable.add({ ...facts, hashes, intake: { type: 'accepted' } });
  evidenceTable.setCluster(file.id, book.number, laptop.id === id ? null : laptop.name);
  return evidenceTable.file(file.id);
}

const isSame = ({ published }: EvidenceFile, book: Book): boolean =>
  isDeepStrictEqual(published, publishedOf(book));

function replace(database: CaseDatabase, file: EvidenceFile, book: Book): FileId {
  const { evidenceTable, queueTable } = database;
  const { id, lastRun } = file;
  const published = publishedOf(book);
  if (published === null) return takenOut(database, file, book);
  evidenceTable.publish(id, published);
  evidenceTable.setSourceLabel(id, book.sourceLabel);
  const isWanted = lastRun !== null && (isActive(lastRun.state) || isAskedAgain(file));
  if (!isWanted) queueTable.setRun(id, COMPLETED);
  return id;
}

const COMPLETED: LastRun = {
  ...{ operation: 'full', state: 'completed', error: null, attempts: 1, seconds: null },
};

/** A copy has the results that are published of its bytes, without a run. */
export function takeOverResults(
  { evidenceTable, queueTable }: CaseDatabase,
  { cluster, published, sourceLabel }: EvidenceFile,
  copy: FileId,
): boolean {
  if (cluster === null || published === null) return false;
  evidenceTable.setCluster(copy, cluster.number, null);
  evidenceTable.publish(copy, published);
  evidenceTable.setSourceLabel(copy, sourceLabel);
  queueTable.setRun(copy, COMPLETED);
  return true;
}

/** It stays as a row that says so: its evidence may be here alone, and nothing is lost that can be read again. */
function takenOut(
  { evidenceTable, queueTable }: CaseDatabase,
  file: EvidenceFile,
  book: Book,
): FileId {
  const { id, lastRun, cluster } = file;
  evidenceTable.unpublish(id);
  const isRead = lastRun !== null && phasesOf(lastRun.operation).includes('indexing');
  const isWanted = lastRun !== null && (isActive(lastRun.state) || (isRead && lastRun.state === 'queued')); // prettier-ignore
  if (isWanted) return id;
  const owner = cluster?.owner ?? null;
  const where =
    owner === null ? 'Process it again' : `Process it again on ${owner}, where its evidence is,`;
  const error = `${book.removedBy ?? 'Another laptop'} took this file out of the case for everybody. ${where} to put it back, or remove it here too.`;
  queueTable.setRun(id, {
    operation: 'full',
    state: 'cancelled',
    error,
    attempts: 1,
    seconds: null,
  });
  return id;
}

/** A file that waits to be read for the first time need not be, once another laptop has done so. */
const isAskedAgain = ({ lastRun, published }: EvidenceFile): boolean =>
  lastRun?.state === 'queued' && published !== null;
