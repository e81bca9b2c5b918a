/**
 * Templates of the case lent to files whose events lack some (decision 0021): they are gathered as a snapshot,
 * the snapshot is kept with the file, and the file is read again. Every later reading uses the same snapshot,
 * until the examiner asks for another or has the file read with its own templates only.
 */
import type { QueueAnswer } from '@shared/contract/evidence-views';
import type {
  BorrowAnswer,
  BorrowerFound,
  TemplateOrder,
  TemplatesFound,
} from '@shared/contract/templates';
import type { StorePlace } from '@shared/contract/cluster';
import { type EvidenceFile, isBeingWorkedOn, mayLackTemplates } from '@shared/model/evidence-file';
import { clusterFileOf } from '@electron/store/case/cluster-file';
import type { CaseDatabase } from '@electron/store/case/case-database';

/** Does the gathering; in the app the jobs process, on the command line the process itself. Null once aborted. */
export type GatherTemplates = (
  order: TemplateOrder,
  signal: AbortSignal,
) => Promise<TemplatesFound | null>;

export interface TemplatesOfFiles {
  /** Those of the ids that are still in the case. */
  files(ids: readonly number[]): readonly EvidenceFile[];
  reindex(ids: readonly number[]): QueueAnswer;
}

export class CaseTemplates {
  readonly #database: CaseDatabase;
  readonly #caseDir: string;
  readonly #store: StorePlace;
  readonly #gather: GatherTemplates;
  readonly #of: TemplatesOfFiles;
  readonly #stop = new AbortController();

  constructor(
    database: CaseDatabase,
    caseDir: string,
    store: StorePlace,
    gather: GatherTemplates,
    of: TemplatesOfFiles,
  ) {
    this.#database = database;
    this.#caseDir = caseDir;
    this.#store = store;
    this.#gather = gather;
    this.#of = of;
  }

  /** Reads files again with what the case has of the templates they lack; those it has nothing for stay as they are. */
  async borrow(ids: readonly number[]): Promise<BorrowAnswer> {
    const order = this.#orderFor(this.#of.files(ids).filter(mayLackTemplates));
    const found = await this.#gather(order, this.#stop.signal);
    if (found === null || this.#stop.signal.aborted)
      return { done: 0, refused: 0, becameFull: 0, nothingNew: 0, unread: [] };
    const lent = new Map(found.borrowers.map((one) => [one.file, one]));
    // What happened to the files meanwhile counts.
    const files = this.#of.files([...lent.keys()]);
    const helped = files.filter((file) => isHelped(file, lent.get(file.id)));
    const free = helped.filter((file) => !isBeingWorkedOn(file));
    const answer = this.#lend(free, (id) => lent.get(id)?.lent ?? null);
    return {
      ...answer,
      refused: answer.refused + helped.length - free.length,
      nothingNew: files.length - helped.length,
      unread: found.unread,
    };
  }

  /** Reads files again with their own templates only. */
  giveBack(ids: readonly number[]): QueueAnswer {
    const borrowers = this.#of.files(ids).filter(({ lent }) => lent !== null);
    const free = borrowers.filter((file) => !isBeingWorkedOn(file));
    const answer = this.#lend(free, () => null);
    return { ...answer, refused: answer.refused + borrowers.length - free.length };
  }

  #lend(files: readonly EvidenceFile[], lentTo: (id: number) => string | null): QueueAnswer {
    this.#database.together(() => {
      for (const { id } of files) this.#database.evidenceTable.setLent(id, lentTo(id));
    });
    return this.#of.reindex(files.map(({ id }) => id));
  }

  #orderFor(borrowers: readonly EvidenceFile[]): TemplateOrder {
    const lenders = this.#database
      .files()
      .filter(({ intake, kind }) => intake.type === 'accepted' && kind === 'evtx');
    return {
      caseDir: this.#caseDir,
      store: this.#store,
      borrowers: borrowers.flatMap((file) => {
        if (file.published === null) return [];
        const { generation, pack } = file.published;
        return [{ file: file.id, generation, pack, inCluster: clusterFileOf(file) }];
      }),
      lenders: lenders.map(({ path, name, sizeBytes, modifiedMs }) => ({
        ...{ path, name, sizeBytes, modifiedMs },
      })),
    };
  }

  /** What is being gathered is not waited for. */
  stop(): void {
    this.#stop.abort();
  }
}

/** Whether there is something for a file that it was not read with already. */
const isHelped = ({ lent, lastRun }: EvidenceFile, found: BorrowerFound | undefined): boolean =>
  found !== undefined &&
  found.lent !== null &&
  (found.lent !== lent || lastRun?.state !== 'completed');
