/** Outlines of shards as they stand in case.db. */
import { z } from 'zod';
import {
  SHARD_OUTLINE,
  type ShardOutline,
  type StandingEvents,
} from '@shared/contract/shard-outline';
import { numbersBesideNul } from '../migrations/0017-numbers-beside-nul';
import { versionOf } from '../migrations/migrate';
import type { Row, SqliteReader } from '../sqlite';

/** What searches are pruned by. */
export type PruningOutline = Omit<ShardOutline, 'events'>;

const ROW = z.object({
  listed: z.string(),
  filter: SHARD_OUTLINE.shape.filter,
  exact: SHARD_OUTLINE.shape.exact,
});

/** Null where the shard has none; of a case of an earlier version that is only read none is asked. */
export function outlineReader(reader: SqliteReader): (shard: string) => PruningOutline | null {
  // It made outlines go: those of before are told anew when the case is opened to be written.
  if (versionOf(reader) < numbersBesideNul.version) return () => null;
  const select = reader.prepare('SELECT listed, filter, exact FROM shard_outline WHERE shard = ?');
  return (shard) => {
    const row = select.get(shard);
    return row === undefined ? null : outlineIn(row);
  };
}

/** What is listed is read when it is asked for: most queries ask none of it, and twenty thousand outlines each. */
function outlineIn(row: Row): PruningOutline {
  const { listed, ...filters } = ROW.parse(row);
  return {
    ...filters,
    get listed() {
      return SHARD_OUTLINE.shape.listed.parse(JSON.parse(listed));
    },
  };
}

const EVENTS_ROW = SHARD_OUTLINE.shape.events.extend({ shard: z.string() });

/** How the events of shards stand, by the names of their files; none in a case of an earlier version that is only read. */
export function readStandingEvents(reader: SqliteReader): ReadonlyMap<string, StandingEvents> {
  const table = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'shard_events'";
  if (reader.prepare(table).get() === undefined) return new Map();
  const rows = reader.prepare('SELECT shard, segments, timed FROM shard_events').all();
  return new Map(
    rows.flatMap((row) => {
      const read = EVENTS_ROW.safeParse(row);
      if (!read.success) return [];
      const { shard, ...events } = read.data;
      return [[shard, events] as const];
    }),
  );
}
