/**
 * Outlines of published shards are made up where they are missing: in cases of earlier versions. Until then a
 * search opens such a shard.
 */
import type { OutlineOrder } from '@shared/contract/jobs';
import type { ShardOutline } from '@shared/contract/shard-outline';
import { errorText } from '@shared/model/errors';
import type { EvidenceFile } from '@shared/model/evidence-file';
import type { FileId } from '@shared/model/ids';
import type { CaseDatabase } from '@electron/store/case/case-database';
import { shardName } from '@electron/store/case-paths';

/** Reads a shard; in the app the jobs process, on the command line the process itself. */
export type MakeOutline = (order: OutlineOrder) => Promise<ShardOutline>;

interface Outlined {
  readonly name: string;
  readonly file: FileId;
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

  /** The file is no longer in the case. */
  forget(file: EvidenceFile): void {
    this.#database.outlineTable.remove(outlinedBy(file).map(({ name }) => name));
  }

  /** Forgets those of files and generations that are gone, and begins to make up those that are missing. */
  makeUp(): void {
    const published = this.#published();
    const { outlineTable } = this.#database;
    const known = outlineTable.shards();
    const names = new Set(published.map(({ name }) => name));
    this.#database.together(() =>
      outlineTable.remove([...known].filter((name) => !names.has(name))),
    );
    const whole = outlineTable.wholeShards();
    this.#settled = this.#makeEach(published.filter(({ name }) => !whole.has(name)));
  }

  /** When nothing is being made up any more. */
  settled(): Promise<void> {
    return this.#settled;
  }

  stop(): void {
    this.#stopped = true;
  }

  #published(): Outlined[] {
    return this.#database.files().flatMap((file) => outlinedBy(file));
  }

  /** One at a time, so that other work comes in between. */
  async #makeEach(missing: readonly Outlined[]): Promise<void> {
    for (const { name, file } of missing) {
      await new Promise(setImmediate);
      if (this.#stopped) return;
      try {
        const order = this.#orderFor(name, file);
        if (order === null) continue;
        const outline = await this.#make(order);
        if (this.#stopped) return;
        this.#database.outlineTable.put(name, outline);
      } catch (error) {
        // Searches tell of damaged shards.
        process.stderr.write(`outline of ${name}: ${errorText(error)}\n`);
      }
    }
  }

  /** Where its events lie now: they may have been packed, read anew or removed meanwhile. */
  #orderFor(name: string, id: FileId): OutlineOrder | null {
    const file = this.#database.evidenceTable.find(id);
    if (file === null || file.published === null) return null;
    const isSame = outlinedBy(file).some((one) => one.name === name);
    const { generation, pack } = file.published;
    return isSame ? { caseDir: this.#caseDir, file: id, generation, pack } : null;
  }
}

/** By the name of its own shard, which may be gone: a file in a pack keeps its outline. */
function outlinedBy({ id, published }: EvidenceFile): Outlined[] {
  if (published === null) return [];
  return [{ name: shardName(id, published.generation), file: id }];
}
