/** Addresses that an underscore joins to a name. Outlines are told anew, so that cases of earlier versions have them. */
import type { Migration } from './migration';

export const joinedExactOutlines: Migration = {
  version: 15,
  purpose: 'addresses beside underscores in outlines of shards',
  sql: 'DELETE FROM shard_outline;',
};
