/** Outlines of shards as they stand in case.db. */
import { z } from 'zod';
import { SHARD_OUTLINE, type ShardOutline } from '@shared/contract/shard-outline';
import type { SqliteReader } from '../sqlite';

const ROW = z.object({
  listed: z.string().transform((text) => SHARD_OUTLINE.shape.listed.parse(JSON.parse(text))),
  filter: SHARD_OUTLINE.shape.filter,
  exact: SHARD_OUTLINE.shape.exact,
});

/** Null where the shard has none; of a case of an earlier version that is only read none is asked. */
export function outlineReader(reader: SqliteReader): (shard: string) => ShardOutline | null {
  const newest = "SELECT 1 FROM pragma_table_info('shard_outline') WHERE name = 'exact'";
  if (reader.prepare(newest).get() === undefined) return () => null;
  const select = reader.prepare('SELECT listed, filter, exact FROM shard_outline WHERE shard = ?');
  return (shard) => {
    const row = select.get(shard);
    return row === undefined ? null : ROW.parse(row);
  };
}
