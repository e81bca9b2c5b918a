/**
 * How the events of each shard stand in it: what everything of a file is, told without opening its shard. In a table of its
 * own, as rows of outlines are of tens of kilobytes.
 */
import type { Migration } from './migration';

export const standingEvents: Migration = {
  version: 16,
  purpose: 'how events stand in shards',
  sql: `
    CREATE TABLE shard_events (
      shard TEXT PRIMARY KEY, segments INTEGER NOT NULL, timed INTEGER NOT NULL
    ) WITHOUT ROWID;
  `,
};
