/**
 * Packs the events of small files together while the queue rests, a pack at a time (decision 0022). What a file's
 * events are never changes by it, only where they lie.
 */
import type { PackedFile, PackingOrder, ShardsPacked } from '@shared/contract/shard-packing';
import { errorText } from '@shared/model/errors';
import { type FileId, fileId, generation, type PackId, packId } from '@shared/model/ids';
import type { CaseDatabase } from '@electron/store/case/case-database';
import { removeBuildingOf } from '@electron/store/case/event-files';
import { packPath, shardPath } from '@electron/store/case-paths';
import { generationKey, nextPack } from './next-pack';
import { RestingJob } from './resting-job';
import { triedAgain } from './tried-again';

/** The work itself: in the app of the jobs and the search process, on the command line of the process itself. */
export interface Packing {
  /** Null where it gave way to other work. @param signal aborted once it is to do so */
  pack(order: PackingOrder, signal: AbortSignal): Promise<ShardsPacked | null>;
  /** When no search reads the files' own shards any more. */
  letGo(files: readonly FileId[]): Promise<void>;
  /** Removes files behind all work that was given before: it may still read them. */
  remove(paths: readonly string[]): Promise<void>;
}

export class CasePacking {
  readonly #database: CaseDatabase;
  readonly #caseDir: string;
  readonly #work: Packing;
  /** True while nothing else is being done. */
  readonly #isAtRest: () => boolean;
  /** Files that cannot be packed, by generation: each is tried once. */
  readonly #refused = new Set<string>();
  readonly #job: RestingJob;
  #giveWay = new AbortController();

  constructor(database: CaseDatabase, caseDir: string, work: Packing, isAtRest: () => boolean) {
    this.#database = database;
    this.#caseDir = caseDir;
    this.#work = work;
    this.#isAtRest = isAtRest;
    this.#job = new RestingJob(isAtRest, () => this.#packAll());
  }

  /** Events were published or removed: looked at when the queue rests. */
  note(): void {
    this.#job.note();
  }

  /** Begins where there is something to pack and the queue rests; gives way where it does not. */
  look(): void {
    if (this.#job.isRunning && !this.#isAtRest()) this.#giveWay.abort();
    this.#job.look();
  }

  /** When nothing is left to pack. */
  settled(): Promise<void> {
    return this.#job.settled();
  }

  stop(): void {
    this.#job.stop();
    this.#giveWay.abort();
  }

  async #packAll(): Promise<void> {
    try {
      await this.#remove([], this.#database.packTable.takeUnused());
      while (!this.#job.isStopped && this.#isAtRest()) {
        const members = nextPack(this.#database.packTable, this.#refused);
        if (members.length === 0) return;
        await this.#packOne(members);
      }
      this.#job.note();
    } catch (error) {
      // Everything stays where it is; tried again when something else is published.
      process.stderr.write(`packing: ${errorText(error)}\n`);
    }
  }

  async #packOne(members: readonly PackedFile[]): Promise<void> {
    const pack = this.#database.packTable.takeNumber();
    const order = { caseDir: this.#caseDir, pack, members: [...members] };
    this.#giveWay = new AbortController();
    const { signal } = this.#giveWay;
    try {
      const packed = await triedAgain(
        () => this.#work.pack(order, signal),
        () => this.#job.isStopped,
      );
      if (packed !== null && !this.#job.isStopped) await this.#publish(order, packed);
    } finally {
      if (!this.#job.isStopped) removeBuildingOf(packPath(this.#caseDir, pack));
    }
  }

  async #publish(order: PackingOrder, { events, packed, refused }: ShardsPacked): Promise<void> {
    const { members } = order;
    for (const one of members.filter(({ file }) => refused.includes(file)))
      this.#refused.add(generationKey(one));
    if (packed.length === 0) return;
    const written = members.filter(({ file }) => packed.includes(file));
    const { packTable } = this.#database;
    const { moved, unused } = this.#database.together(() => ({
      moved: packTable.publish({ pack: order.pack, members: written }, events),
      unused: packTable.takeUnused(),
    }));
    await this.#remove(moved, unused);
  }

  /** Shards that files have left, and packs that nobody refers to any more. */
  async #remove(moved: readonly PackedFile[], unused: readonly PackId[]): Promise<void> {
    const own = moved.filter(({ pack }) => pack === null);
    const paths = [
      ...own.map((one) => shardPath(this.#caseDir, fileId(one.file), generation(one.generation))),
      ...unused.map((pack) => packPath(this.#caseDir, packId(pack))),
    ];
    if (paths.length === 0) return;
    await this.#work.letGo(moved.map(({ file }) => fileId(file)));
    await this.#work.remove(paths);
  }
}
