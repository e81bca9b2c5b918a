/** Outlines of published shards in case.db, by the names of their files (`shardName`). */
import type { ShardOutline } from '@shared/contract/shard-outline';
import type { SqliteWriter } from '../sqlite';

export class OutlineTable {
  readonly #writer: SqliteWriter;

  constructor(writer: SqliteWriter) {
    this.#writer = writer;
  }

  /** A shard never changes, and neither does its outline: one that is there stays. */
  put(shard: string, { listed, filter, exact }: ShardOutline): void {
    this.#writer
      .prepare(
        'INSERT OR IGNORE INTO shard_outline (shard, listed, filter, exact) VALUES (?, ?, ?, ?)',
      )
      .run(shard, JSON.stringify(listed), filter, exact);
  }

  remove(shards: readonly string[]): void {
    const remove = this.#writer.prepare('DELETE FROM shard_outline WHERE shard = ?');
    for (const shard of shards) remove.run(shard);
  }

  /** Shards that have one. */
  shards(): ReadonlySet<string> {
    const rows = this.#writer.prepare('SELECT shard FROM shard_outline').all();
    return new Set(rows.map((row) => String(row['shard'])));
  }
}
