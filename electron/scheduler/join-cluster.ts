/** A case in a cluster, before its folder is made: one that does not answer leaves no case behind. */
import os from 'node:os';
import type { ClusterPlace } from '@shared/contract/cluster';
import { ClusterBooks } from '@electron/store/cluster/books';

/** Makes it there, or joins it where it is. @throws ClusterError, CaseScopeError `case-newer` */
export async function joinCluster(place: ClusterPlace, name: string): Promise<void> {
  const books = new ClusterBooks(place, { id: '', name: os.hostname() }, name);
  try {
    await books.open();
  } finally {
    books.close();
  }
}
