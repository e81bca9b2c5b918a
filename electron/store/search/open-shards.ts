/** Files of events that are open: as many as the system grants, those that were not used for longest closed again. */
import type { FileId, Generation, PackId } from '@shared/model/ids';
import type { PublishedFile } from '../case/published-rows';
import { packPath, shardPath } from '../case-paths';
import { openPack, type PackReader } from '../shard/pack-reader';
import { openShard, type ShardReader } from '../shard/shard-reader';
import { mostOpenShards } from './most-open-shards';
import { RecentlyUsed } from './recently-used';

interface OpenShard {
  /** Null of a pack, which has but one. */
  readonly generation: Generation | null;
  readonly shard: ShardReader | PackReader;
}

export const generationKey = ({ id, published }: PublishedFile): string =>
  `${id}.${published.generation}`;
export const packKey = (pack: PackId): string => `pack ${pack}`;

export class OpenShards {
  readonly #caseDir: string;
  readonly #open: RecentlyUsed<string, OpenShard>;

  /** @param threads that read the case beside each other */
  constructor(caseDir: string, threads: number) {
    this.#caseDir = caseDir;
    this.#open = new RecentlyUsed(mostOpenShards(threads), ({ shard }) => shard.close());
  }

  /**
   * The file's own: another generation takes the place of the one before.
   * @throws CaseScopeError `shard-damaged`
   */
  shard({ id, published: { generation } }: PublishedFile): ShardReader {
    const path = shardPath(this.#caseDir, id, generation);
    const open = (): OpenShard => ({ generation, shard: openShard(path) });
    if (this.#open.get(String(id), open).generation !== generation) this.release(id);
    return this.#open.get(String(id), open).shard as ShardReader;
  }

  /** @throws CaseScopeError as above */
  pack(pack: PackId): PackReader {
    const path = packPath(this.#caseDir, pack);
    const open = (): OpenShard => ({ generation: null, shard: openPack(path) });
    return this.#open.get(packKey(pack), open).shard as PackReader;
  }

  /** Closes a file's own shard. */
  release(file: FileId): void {
    this.#open.giveUp(String(file));
  }

  close(): void {
    this.#open.clear();
  }
}
