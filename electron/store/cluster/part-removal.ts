/** Removes from the cluster what no book names any more: generations and runs that were replaced, or never published. */
import { z } from 'zod';
import { booksIndex } from './books-index';
import { caseAlias, ownIndexPart } from './case-indices';
import type { ClusterCalls } from './cluster-calls';

const NAMES = z.record(z.string(), z.unknown());

/** @param kept parts of the file that stay */
export async function removeAllBut(
  calls: ClusterCalls,
  clusterCase: string,
  sha256: string,
  kept: readonly string[],
): Promise<void> {
  await removeOwnIndices(calls, clusterCase, sha256, kept);
  await removeDocuments(calls, caseAlias(clusterCase), sha256, kept);
  await removeDocuments(calls, booksIndex(clusterCase), sha256, kept);
}

/** Of large files: whole indices, which costs nothing. */
async function removeOwnIndices(
  calls: ClusterCalls,
  clusterCase: string,
  sha256: string,
  kept: readonly string[],
): Promise<void> {
  const path = `/${caseAlias(clusterCase)}-file-${sha256}.*`;
  const { body } = await calls.ask({ method: 'GET', path: `${path}/_alias` });
  for (const name of Object.keys(NAMES.parse(body))) {
    const part = ownIndexPart(clusterCase, name);
    if (part === null || kept.includes(part)) continue;
    await calls.ask({ method: 'DELETE', path: `/${name}`, expected: [404] });
  }
}

async function removeDocuments(
  calls: ClusterCalls,
  index: string,
  sha256: string,
  kept: readonly string[],
): Promise<void> {
  // Nothing is refreshed before a file is finished, and what is not cannot be found to be removed.
  const there = await calls.ask({ method: 'POST', path: `/${index}/_refresh`, expected: [404] });
  if (there.status === 404) return;
  const query = { bool: { filter: [{ prefix: { part: `${sha256}.` } }], must_not: [{ terms: { part: kept } }] } }; // prettier-ignore
  const path = `/${index}/_delete_by_query`;
  const options = { conflicts: 'proceed', refresh: true };
  await calls.ask({ method: 'POST', path, query: options, body: { query } });
}
