/** Outlines of shards as they stand in case.db. */
import { z } from 'zod';
import { SHARD_OUTLINE, type ShardOutline } from '@shared/contract/shard-outline';
import type { SqliteReader } from '../sqlite';

const ROW = z.object({
  listed: z.string().transform((text) => SHARD_OUTLINE.shape.listed.parse(JSON.parse(text))),
  filter: SHARD_OUTLINE.shape.filter,
});

/** Null where the shard has none; a case of an earlier version that is only read has none at all. */
export function outlineReader(reader: SqliteReader): (shard: string) => ShardOutline | null {
  const table = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'shard_outline'";
  if (reader.prepare(table).get() === undefined) return () => null;
  const select = reader.prepare('SELECT listed, filter FROM shard_outline WHERE shard = ?');
  return (shard) => {
    const row = select.get(shard);
    return row === undefined ? null : ROW.parse(row);
  };
}
