/** What an evidence file goes by in the cluster. */
import type { ClusterFile } from '@shared/contract/cluster';
import type { EvidenceFile } from '@shared/model/evidence-file';

/** Undefined where its events are in shards of the case, or it was never claimed in the cluster. */
export const clusterFileOf = ({
  hashes,
  cluster,
}: Pick<EvidenceFile, 'hashes' | 'cluster'>): ClusterFile | undefined =>
  hashes === null || cluster === null
    ? undefined
    : { sha256: hashes.sha256, number: cluster.number };
