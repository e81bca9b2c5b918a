/** Outlines of shards for one searcher, read from case.db when first asked for. */
import type { CaseReader } from '../case/case-reader';
import { Outline } from '../outline/outline';
import { RecentlyUsed } from './recently-used';

/** Those of some four thousand shards of ten thousand events. */
const MOST_BYTES = 64 << 20;

export class ShardOutlines {
  readonly #reader: CaseReader;
  readonly #known = new RecentlyUsed<string, Outline>(
    MOST_BYTES,
    undefined,
    ({ heldBytes }) => heldBytes,
  );
  /** Shards that had none when the database was of this version. */
  #without: { readonly database: number; readonly shards: Set<string> } | null = null;

  constructor(reader: CaseReader) {
    this.#reader = reader;
  }

  /** Null where there is none yet. @param shard name of its file */
  of(shard: string): Outline | null {
    const known = this.#known.find(shard);
    if (known !== undefined) return known;
    const without = this.#shardsWithout();
    if (without.has(shard)) return null;
    const read = this.#reader.outline(shard);
    if (read !== null) return this.#known.replace(shard, new Outline(read));
    without.add(shard);
    return null;
  }

  #shardsWithout(): Set<string> {
    const database = this.#reader.version();
    if (this.#without?.database !== database) this.#without = { database, shards: new Set() };
    return this.#without.shards;
  }
}
