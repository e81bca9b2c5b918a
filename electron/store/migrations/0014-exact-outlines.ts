/** What each shard holds of hashes and addresses. Outlines are told anew, so that cases of earlier versions have them. */
import type { Migration } from './migration';

export const exactOutlines: Migration = {
  version: 14,
  purpose: 'hashes and addresses in outlines of shards',
  sql: `
    DELETE FROM shard_outline;
    ALTER TABLE shard_outline ADD COLUMN exact BLOB;
  `,
};
