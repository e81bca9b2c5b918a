/**
 * Moves a case: its events and what was found in them go into a cluster, or from there into the case's folder, file by
 * file. The old place is given up in one step, once every file is verified; until then nothing of it changes, and a
 * move that was broken off goes on behind the last file that is verified (decision 0029).
 */
import type { Copied, CopyOrder, CopyProgress, FailedMove, MoveOutcome, MoveProgress } from '@shared/contract/case-move'; // prettier-ignore
import type { ClusterFile, StorePlace } from '@shared/contract/cluster';
import { CaseScopeError, type ErrorCode, errorText } from '@shared/model/errors';
import type { EvidenceFile, PublishedCounts } from '@shared/model/evidence-file';
import type { CaseDatabase } from '@electron/store/case/case-database';
import { beginMove, isMoved, noteMoved } from '@electron/store/case/kept-move';
import { IntoCluster } from './into-cluster';
import type { MoveEnd } from './move-end';
import { OutOfCluster } from './out-of-cluster';

/** Does the copying. Null where it was given up by the signal. */
export type CopyFile = (
  order: CopyOrder,
  onProgress: (progress: CopyProgress) => void,
  signal: AbortSignal,
) => Promise<Copied | null>;

export interface MoveOptions {
  readonly caseDir: string;
  readonly from: StorePlace;
  readonly to: StorePlace;
  readonly copy: CopyFile;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: MoveProgress) => void;
}

/** @throws CaseScopeError `wrong-use` where it cannot be moved now; those of clusters */
export async function moveCase(database: CaseDatabase, options: MoveOptions): Promise<MoveOutcome> {
  requireRest(database);
  const end = endOf(database, options);
  try {
    await end.open();
    beginMove(database, end.target);
    return await new FileMovesOn(database, options, end).run();
  } finally {
    end.close();
  }
}

function endOf(database: CaseDatabase, { caseDir, from, to }: MoveOptions): MoveEnd {
  if (to.type === 'cluster' && from.type === 'embedded') return new IntoCluster(database, to);
  if (from.type === 'cluster' && to.type === 'embedded')
    return new OutOfCluster(database, caseDir, from);
  const where = from.type === 'cluster' ? 'in a cluster' : 'in its folder';
  throw new CaseScopeError('wrong-use', `The events of this case are ${where} already.`);
}

/** Nothing may be published while it is copied. */
function requireRest(database: CaseDatabase): void {
  const { queued, active } = database.queueTable.load();
  if (queued + active === 0) return;
  throw new CaseScopeError(
    'wrong-use',
    `A case is moved while its queue rests: ${queued + active} of its files wait or are in work. Let them end, or cancel them.`,
  );
}

class FileMovesOn {
  readonly #database: CaseDatabase;
  readonly #options: MoveOptions;
  readonly #end: MoveEnd;
  readonly #files: readonly EvidenceFile[];
  readonly #failures: FailedMove[] = [];
  #verified = 0;
  #done = 0;
  /** What went wrong would go wrong with every file. */
  #isOver = false;

  constructor(database: CaseDatabase, options: MoveOptions, end: MoveEnd) {
    this.#database = database;
    this.#options = options;
    this.#end = end;
    this.#files = publishedIn(database);
  }

  async run(): Promise<MoveOutcome> {
    const { signal } = this.#options;
    for (const file of this.#files) {
      if (!this.#isThere(file)) await this.#tryFile(file);
      if (this.#isOver) break;
      if (signal.aborted) return { type: 'cancelled', ...this.#reached };
      this.#done += 2 * eventsOf(file);
    }
    if (this.#failures.length > 0) return { type: 'failed', ...this.#reached, failures: this.#failures }; // prettier-ignore
    requireRest(this.#database);
    const left = await this.#end.finish();
    // Of the case as it is in its new place.
    const files = publishedIn(this.#database);
    const events = files.reduce((sum, file) => sum + eventsOf(file), 0);
    return { type: 'moved', files: files.length, events, left };
  }

  get #reached(): { verified: number; files: number } {
    return { verified: this.#verified, files: this.#files.length };
  }

  #isThere(file: EvidenceFile): boolean {
    const isThere = isMoved(this.#database, file) && this.#end.isThere(file);
    if (isThere) this.#verified++;
    return isThere;
  }

  async #tryFile(file: EvidenceFile): Promise<void> {
    this.#tell(file, 0);
    try {
      const copied = await this.#end.move(file, (inCluster) => this.#copy(file, inCluster));
      if (copied === null) return;
      noteMoved(this.#database, file);
      this.#verified++;
    } catch (error) {
      this.#failures.push({ file: file.name, reason: errorText(error) });
      this.#isOver = !isOfOneFile(error);
    }
  }

  async #copy(file: EvidenceFile, inCluster: ClusterFile): Promise<Copied | null> {
    const { caseDir, from, to, copy, signal } = this.#options;
    const order = { caseDir, from, to, file: copiedOf(file, inCluster) };
    const copied = await copy(order, ({ done }) => this.#tell(file, done), signal);
    if (copied !== null && file.published !== null) requireCounts(file.published.counts, copied);
    return copied;
  }

  #tell({ name }: EvidenceFile, done: number): void {
    const total = this.#files.reduce((sum, file) => sum + 2 * eventsOf(file), 0);
    const filesDone = this.#verified;
    this.#options.onProgress({
      ...{ file: name, filesDone, files: this.#files.length },
      ...{ done: this.#done + done, total },
    });
  }
}

/**
 * Trouble that ends the move of one file; the others are copied all the same. Those of an index that is closed or gone
 * may be in another.
 */
const OF_ONE_FILE: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  ...(['shard-damaged', 'hits-outdated', 'copy-differs', 'wrong-use', 'cluster-index'] as const),
]);

const isOfOneFile = (error: unknown): boolean =>
  error instanceof CaseScopeError && OF_ONE_FILE.has(error.code);

function copiedOf({ id, published }: EvidenceFile, inCluster: ClusterFile): CopyOrder['file'] {
  if (published === null) throw new RangeError(`file ${id} is not published`);
  const { generation, pack, detectionsRun, hitsRun, huntedWith } = published;
  return { file: id, generation, pack, inCluster, detectionsRun, hitsRun, huntedWith };
}

/** What was published of it once. @throws CaseScopeError `copy-differs` */
function requireCounts(counts: PublishedCounts, copied: Copied): void {
  const told = [counts.events, counts.detections + counts.suppressed, counts.hits];
  const found = [copied.events, copied.detections, copied.hits];
  if (told.every((count, at) => count === found[at])) return;
  const words = ([events, detections, hits]: readonly number[]): string =>
    `${events} events, ${detections} detections and ${hits} hits`;
  throw new CaseScopeError(
    'copy-differs',
    `The case tells of ${words(told)}, of which ${words(found)} were found. Run the file again before the case is moved.`,
  );
}

const publishedIn = (database: CaseDatabase): EvidenceFile[] =>
  database.files().filter(({ published }) => published !== null);

const eventsOf = ({ published }: EvidenceFile): number => published?.counts.events ?? 0;
