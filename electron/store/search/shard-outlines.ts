/** Outlines of shards for one searcher, read from case.db when first asked for. */
import type { StandingEvents } from '@shared/contract/shard-outline';
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
  /** As they were when the database was of this version. Few bytes each, and read together. */
  #events: {
    readonly database: number;
    readonly shards: ReadonlyMap<string, StandingEvents>;
  } | null = null;
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

  /** How the events of a shard stand in it; null where that is not known. @param shard as above */
  events(shard: string): StandingEvents | null {
    const known = this.#events?.shards.get(shard);
    if (known !== undefined) return known;
    const database = this.#reader.version();
    if (this.#events?.database === database) return null;
    this.#events = { database, shards: this.#reader.standingEvents() };
    return this.#events.shards.get(shard) ?? null;
  }

  #shardsWithout(): Set<string> {
    const database = this.#reader.version();
    if (this.#without?.database !== database) this.#without = { database, shards: new Set() };
    return this.#without.shards;
  }
}
