/** What evidence files go by in the cluster that has the events of the case; null where the case has its own shards. */
import type { Migration } from './migration';

export const filesInCluster: Migration = {
  version: 13,
  purpose: 'files of a case in a cluster',
  sql: `
    ALTER TABLE evidence_file ADD COLUMN cluster_number INTEGER;
    ALTER TABLE evidence_file ADD COLUMN cluster_owner TEXT;
  `,
};
