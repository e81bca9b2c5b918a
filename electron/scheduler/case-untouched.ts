/**
 * Indicators changed: files that the change does not touch are current for the new ones without a hunt (decision 0032).
 * All others keep the indicators they were hunted with, and so are stale.
 */
import type { PackReference } from '@shared/contract/order';
import type { FollowedOrder, UntouchedFile } from '@shared/contract/untouched';
import { errorText } from '@shared/model/errors';
import type { EvidenceFile } from '@shared/model/evidence-file';
import { isActive } from '@shared/model/file-states';
import { type FileId, fileId } from '@shared/model/ids';
import type { CaseDatabase } from '@electron/store/case/case-database';
import { indicatorPackPath } from '@electron/store/case-paths';

/** Told from the columns; in the app by the search process, on the command line by the process itself. */
export type TellUntouched = (order: FollowedOrder) => Promise<readonly UntouchedFile[]>;

export interface UntouchedListener {
  /** The indicators of a hunt that starts now; null in a case in a cluster, where files wait for one. */
  now(): PackReference | null;
  /** It is current now. */
  onFile(id: FileId): void;
}

export class CaseUntouched {
  readonly #database: CaseDatabase;
  readonly #caseDir: string;
  readonly #tell: TellUntouched;
  readonly #listener: UntouchedListener;
  /** One look after another: a later one sees what the one before made current. */
  #last: Promise<void> = Promise.resolve();
  #isWaiting = false;
  #stopped = false;

  constructor(
    database: CaseDatabase,
    caseDir: string,
    tell: TellUntouched,
    listener: UntouchedListener,
  ) {
    this.#database = database;
    this.#caseDir = caseDir;
    this.#tell = tell;
    this.#listener = listener;
  }

  /** Soon, once for all changes until then. */
  look(): void {
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    this.#last = this.#last.then(async () => {
      await new Promise(setImmediate);
      this.#isWaiting = false;
      await this.#lookNow();
    });
  }

  /** A file's hits are published: indicators may have changed since its run began. */
  published(id: FileId): void {
    const { published } = this.#database.evidenceTable.file(id);
    if (published?.huntedWith.indicators !== this.#listener.now()?.hash) this.look();
  }

  /** When nothing is being looked at any more. */
  settled(): Promise<void> {
    return this.#last;
  }

  stop(): void {
    this.#stopped = true;
  }

  async #lookNow(): Promise<void> {
    const now = this.#listener.now();
    if (this.#stopped || now === null) return;
    for (const [hash, files] of staleByHash(this.#database.files(), now.hash)) {
      try {
        await this.#follow(hash, files, now);
      } catch (error) {
        // They stay stale, and are hunted again.
        process.stderr.write(`change of indicators: ${errorText(error)}\n`);
      }
    }
  }

  async #follow(hash: string, files: readonly number[], now: PackReference): Promise<void> {
    const before = { path: indicatorPackPath(this.#caseDir, hash), hash };
    const untouched = await this.#tell({ files: [...files], before, now });
    if (this.#stopped) return;
    const current = untouched.map((one) => ({ ...one, file: fileId(one.file) }));
    const changed: FileId[] = [];
    this.#database.together(() => {
      for (const one of current)
        if (this.#database.evidenceTable.takeIndicators(one.file, one, hash, now.hash))
          changed.push(one.file);
    });
    for (const id of changed) this.#listener.onFile(id);
  }
}

/** Ids of files that were hunted with other indicators, by the hash of these. What is in the queue is hunted anyway. */
function staleByHash(files: readonly EvidenceFile[], now: string): Map<string, number[]> {
  const byHash = new Map<string, number[]>();
  for (const { id, published, lastRun } of files) {
    const hash = published?.huntedWith.indicators ?? null;
    const isAtRest = lastRun === null || (lastRun.state !== 'queued' && !isActive(lastRun.state));
    if (hash === null || hash === now || published?.hitsRun === null || !isAtRest) continue;
    byHash.set(hash, [...(byHash.get(hash) ?? []), id]);
  }
  return byHash;
}
