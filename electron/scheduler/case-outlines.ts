/**
 * Outlines of published shards are made up where they are missing: in cases of earlier versions. Until then a
 * search opens such a shard.
 */
import type { OutlineOrder } from '@shared/contract/jobs';
import type { ShardOutline } from '@shared/contract/shard-outline';
import { errorText } from '@shared/model/errors';
import type { EvidenceFile } from '@shared/model/evidence-file';
import type { CaseDatabase } from '@electron/store/case/case-database';
import { shardName, shardPath } from '@electron/store/case-paths';

/** Reads a shard; in the app the jobs process, on the command line the process itself. */
export type MakeOutline = (order: OutlineOrder) => Promise<ShardOutline>;

interface Shard {
  readonly name: string;
  readonly order: OutlineOrder;
}

export class CaseOutlines {
  readonly #database: CaseDatabase;
  readonly #caseDir: string;
  readonly #make: MakeOutline;
  #settled: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(database: CaseDatabase, caseDir: string, make: MakeOutline) {
    this.#database = database;
    this.#caseDir = caseDir;
    this.#make = make;
  }

  /** Forgets those of shards that are gone, and begins to make up those that are missing. */
  makeUp(): void {
    const published = this.#published();
    const known = this.#database.outlineTable.shards();
    const names = new Set(published.map(({ name }) => name));
    this.#database.together(() =>
      this.#database.outlineTable.remove([...known].filter((name) => !names.has(name))),
    );
    this.#settled = this.#makeEach(published.filter(({ name }) => !known.has(name)));
  }

  /** When nothing is being made up any more. */
  settled(): Promise<void> {
    return this.#settled;
  }

  stop(): void {
    this.#stopped = true;
  }

  #published(): Shard[] {
    return this.#database.files().flatMap((file) => shardOf(this.#caseDir, file));
  }

  /** One at a time, so that other work comes in between. */
  async #makeEach(shards: readonly Shard[]): Promise<void> {
    for (const { name, order } of shards) {
      await new Promise(setImmediate);
      if (this.#stopped) return;
      try {
        const outline = await this.#make(order);
        if (this.#stopped) return;
        this.#database.outlineTable.put(name, outline);
      } catch (error) {
        // A damaged shard is opened by every search, which tells of it.
        process.stderr.write(`outline of ${name}: ${errorText(error)}\n`);
      }
    }
  }
}

function shardOf(caseDir: string, { id, published }: EvidenceFile): Shard[] {
  if (published === null) return [];
  const { generation } = published;
  const name = shardName(shardPath(caseDir, id, generation));
  return [{ name, order: { caseDir, file: id, generation } }];
}
