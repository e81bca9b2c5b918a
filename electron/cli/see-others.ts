/** Before a case in a cluster is read: what other laptops have published since. */
import { CaseScopeError, errorText } from '@shared/model/errors';
import { adoptBook } from '@electron/scheduler/adopt-book';
import { CaseDatabase } from '@electron/store/case/case-database';
import { laptopOf } from '@electron/store/case/laptop';
import { ClusterBooks } from '@electron/store/cluster/books';
import { placeOfCase } from './case-place';

/**
 * A case that is open elsewhere is kept up to date there; where the books cannot be read, what is known is.
 * @returns what the answers may lack
 */
export async function seeOthers(caseDir: string): Promise<readonly string[]> {
  const place = placeOfCase(caseDir);
  if (place.type === 'embedded') return [];
  try {
    const database = CaseDatabase.openToWrite(caseDir, 'the caseScope command line');
    const laptop = laptopOf(database);
    const books = new ClusterBooks(place, laptop, place.clusterCase);
    try {
      for (const { book } of (await books.changed(-1)).books) adoptBook(database, book, laptop);
    } finally {
      books.close();
      database.close();
    }
  } catch (error) {
    if (error instanceof CaseScopeError && error.code === 'case-locked') return [];
    return [
      `${errorText(error)} What other laptops have published since is not known: counts may be old.`,
    ];
  }
  return [];
}
