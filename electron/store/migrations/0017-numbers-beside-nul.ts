/** Numbers with a NUL beside them, which no index has. Outlines are told anew, so that cases of earlier versions have them. */
import type { Migration } from './migration';

export const numbersBesideNul: Migration = {
  version: 17,
  purpose: 'numbers beside NULs in outlines of shards',
  sql: 'DELETE FROM shard_outline;',
};
