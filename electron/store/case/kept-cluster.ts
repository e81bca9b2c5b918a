/** The cluster that has the events of a case, as its database remembers it. Never with a secret. */
import { KEPT_CLUSTER, type KeptCluster } from '@shared/contract/cluster';
import type { CaseDatabase } from './case-database';
import type { CaseReader } from './case-reader';

/** Setting of the case. */
const CLUSTER = 'cluster';

/** Null where the events are in shards of the case's folder. */
export function keptCluster(database: CaseReader): KeptCluster | null {
  const kept = database.setting(CLUSTER);
  return kept === null ? null : KEPT_CLUSTER.parse(JSON.parse(kept));
}

/** Whether the case is the one of this name in its cluster, and has not left it. */
export const isInCluster = (database: CaseReader, clusterCase: string): boolean =>
  keptCluster(database)?.clusterCase === clusterCase;

export function keepCluster(
  database: CaseDatabase,
  { connection, clusterCase }: KeptCluster,
): void {
  database.putSetting(CLUSTER, JSON.stringify(KEPT_CLUSTER.parse({ connection, clusterCase })));
}

/** The events are in the case's folder from now on. */
export const forgetCluster = (database: CaseDatabase): void => database.removeSetting(CLUSTER);
