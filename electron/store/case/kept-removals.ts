/**
 * Files that were taken out of the case here and are still in its books in the cluster: kept until the cluster has
 * taken it, over the end of the program too. Each is of one case in the cluster, and is nothing anywhere else.
 */
import { z } from 'zod';
import type { EvidenceFile } from '@shared/model/evidence-file';
import type { CaseDatabase } from './case-database';
import type { CaseReader } from './case-reader';
import { isInCluster, keptCluster } from './kept-cluster';

/** Settings of the case, one for each file. */
const REMOVING = 'removing.';

const REMOVAL = z.object({
  sha256: z.string(),
  name: z.string(),
  /** What was published of it; another generation was read since, and is not taken away. Null for nothing. */
  generation: z.number().nullable(),
  /** Name of the case in the cluster; none of those that earlier versions kept. */
  clusterCase: z.string().nullable().default(null),
});
export type Removal = Readonly<z.infer<typeof REMOVAL>>;

/** Nothing is kept of a case that is in no cluster. */
export function keepRemoval(
  database: CaseDatabase,
  { name, hashes, published }: EvidenceFile,
): void {
  const cluster = keptCluster(database);
  if (hashes === null || cluster === null) return;
  const { sha256 } = hashes;
  const { clusterCase } = cluster;
  const removal: Removal = { sha256, name, generation: published?.generation ?? null, clusterCase };
  database.putSetting(`${REMOVING}${sha256}`, JSON.stringify(removal));
}

export const forgetRemoval = (database: CaseDatabase, { sha256 }: Removal): void =>
  database.removeSetting(`${REMOVING}${sha256}`);

/** The case leaves its cluster: what it did not take is of no other place. */
export const forgetRemovals = (database: CaseDatabase): void => database.removeSettings(REMOVING);

/** Of the place where the case is now, in no order. */
export const keptRemovals = (database: CaseReader): readonly Removal[] =>
  database.settings(REMOVING).flatMap((text) => ofNow(database, text) ?? []);

export function keptRemoval(database: CaseReader, sha256: string): Removal | null {
  const text = database.setting(`${REMOVING}${sha256}`);
  return text === null ? null : ofNow(database, text);
}

/** Null for one of another place. */
function ofNow(database: CaseReader, text: string): Removal | null {
  const removal = REMOVAL.parse(JSON.parse(text));
  const { clusterCase } = removal;
  return clusterCase !== null && isInCluster(database, clusterCase) ? removal : null;
}
