/** What each published shard holds, told without opening it, by the name of its file (shared/contract/shard-outline.ts). */
import type { Migration } from './migration';

export const shardOutlines: Migration = {
  version: 10,
  purpose: 'outlines of shards',
  sql: `
    CREATE TABLE shard_outline (
      id INTEGER PRIMARY KEY, shard TEXT NOT NULL UNIQUE, listed TEXT NOT NULL, filter BLOB
    );
  `,
};
