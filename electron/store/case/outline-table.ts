/** Outlines of published shards in case.db, by the names of their files (`shardName`): in two tables, as they are read. */
import type { ShardOutline } from '@shared/contract/shard-outline';
import type { SqliteWriter } from '../sqlite';

export class OutlineTable {
  readonly #writer: SqliteWriter;

  constructor(writer: SqliteWriter) {
    this.#writer = writer;
  }

  /** A shard never changes, and neither does its outline: one that is there stays. */
  put(shard: string, { events, listed, filter, exact }: ShardOutline): void {
    this.#writer
      .prepare(
        'INSERT OR IGNORE INTO shard_outline (shard, listed, filter, exact) VALUES (?, ?, ?, ?)',
      )
      .run(shard, JSON.stringify(listed), filter, exact);
    this.#writer
      .prepare('INSERT OR IGNORE INTO shard_events (shard, segments, timed) VALUES (?, ?, ?)')
      .run(shard, events.segments, events.timed);
  }

  remove(shards: readonly string[]): void {
    for (const table of ['shard_outline', 'shard_events']) {
      const remove = this.#writer.prepare(`DELETE FROM ${table} WHERE shard = ?`);
      for (const shard of shards) remove.run(shard);
    }
  }

  /** Shards that have one. */
  shards(): ReadonlySet<string> {
    return this.#shardsIn('shard_outline');
  }

  /** Shards that have all of one: an earlier version did not tell how events stand. */
  wholeShards(): ReadonlySet<string> {
    return this.#shardsIn('shard_outline JOIN shard_events USING (shard)');
  }

  #shardsIn(tables: string): ReadonlySet<string> {
    const rows = this.#writer.prepare(`SELECT shard FROM ${tables}`).all();
    return new Set(rows.map((row) => String(row['shard'])));
  }
}
