/**
 * The tuning of rules in a case: kept, made known to runs that start from then on, and what is published already
 * counted anew. Which detections are stored never changes.
 */
import type { DetectedFile, Recounted, RecountOrder } from '@shared/contract/correlations';
import type { StorePlace } from '@shared/contract/cluster';
import { CaseScopeError, errorText } from '@shared/model/errors';
import { type FileId, fileId } from '@shared/model/ids';
import { MOST_TUNINGS, type RuleTuning, type TuningDraft } from '@shared/model/rule-tuning';
import type { EvidenceFile } from '@shared/model/evidence-file';
import { z } from 'zod';
import { clusterFileOf } from '@electron/store/case/cluster-file';
import type { CaseDatabase } from '@electron/store/case/case-database';
import { triedAgain } from './tried-again';

/** Counts again; in the app the jobs process, on the command line the process itself. */
export type Recount = (order: RecountOrder) => Promise<Recounted>;

export interface TuningsListener {
  onChanged(tunings: readonly RuleTuning[]): void;
  /** Files that are being hunted, with the tunings of before. */
  active(): readonly number[];
  /** Its counts are others now. */
  onFile(id: FileId): void;
}

/** Setting of the case: JSON of the tunings that all published counts are made with; null while they are counted. */
const COUNTED_SETTING = 'countedTunings';
const COUNTED = z.array(z.number()).nullable();

export class CaseTunings {
  readonly #database: CaseDatabase;
  readonly #caseDir: string;
  readonly #store: StorePlace;
  readonly #recount: Recount;
  readonly #listener: TuningsListener;
  /** Files whose runs began before the last change: they will count by what was then. */
  readonly #counting = new Set<number>();
  /** Recounts wait for each other: the last one counts by all changes before it. */
  #last: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(
    database: CaseDatabase,
    caseDir: string,
    store: StorePlace,
    recount: Recount,
    listener: TuningsListener,
  ) {
    this.#database = database;
    this.#caseDir = caseDir;
    this.#store = store;
    this.#recount = recount;
    this.#listener = listener;
  }

  /** Answers all tunings as they are then. @throws CaseScopeError `wrong-use` where there are too many */
  add(draft: TuningDraft): RuleTuning[] {
    if (this.#database.tunings().length >= MOST_TUNINGS)
      throw new CaseScopeError('wrong-use', `A case holds at most ${MOST_TUNINGS} tunings.`);
    this.#database.tuningTable.add(draft);
    return this.#changed();
  }

  remove(id: number): RuleTuning[] {
    this.#database.tuningTable.remove(id);
    return this.#changed();
  }

  /** When nothing is being counted any more. */
  settled(): Promise<void> {
    return this.#last;
  }

  /** Counts anew where a case was closed before that was done. */
  makeUp(): void {
    if (this.#isCounted()) return;
    this.#last = this.#last.then(() => this.#countAnew());
  }

  stop(): void {
    this.#stopped = true;
  }

  /** A file's detections are published. */
  published(id: FileId): void {
    if (!this.#counting.delete(id)) return;
    this.#last = this.#last.then(() => this.#countAnew());
  }

  #changed(): RuleTuning[] {
    const tunings = this.#database.tunings();
    for (const id of this.#listener.active()) this.#counting.add(id);
    this.#database.putSetting(COUNTED_SETTING, 'null');
    this.#listener.onChanged(tunings);
    this.#last = this.#last.then(() => this.#countAnew());
    return tunings;
  }

  async #countAnew(): Promise<void> {
    if (this.#stopped) return;
    const files = this.#database.files().flatMap((file) => detectedFile(file) ?? []);
    const tunings = this.#database.tunings();
    const order = { caseDir: this.#caseDir, store: this.#store, files, tunings };
    try {
      const counted = await triedAgain(
        () => this.#recount(order),
        () => this.#stopped,
      );
      if (!this.#stopped) this.#publish(counted, tunings);
    } catch (error) {
      process.stderr.write(`tuning: ${errorText(error)}\n`);
    }
  }

  /** Whether everything published is counted by the tunings there are. */
  #isCounted(): boolean {
    const text = this.#database.setting(COUNTED_SETTING);
    const counted = text === null ? [] : COUNTED.parse(JSON.parse(text));
    return JSON.stringify(counted) === JSON.stringify(idsOf(this.#database.tunings()));
  }

  /** A file that was published anew meanwhile was counted by its own run. */
  #publish(counted: Recounted, tunings: readonly RuleTuning[]): void {
    const changed: FileId[] = [];
    this.#database.together(() => {
      for (const { file, counts } of counted) {
        const id = fileId(file.file);
        if (this.#database.evidenceTable.recount(id, file, counts)) changed.push(id);
      }
      if (this.#counting.size === 0)
        this.#database.putSetting(COUNTED_SETTING, JSON.stringify(idsOf(tunings)));
    });
    for (const id of changed) this.#listener.onFile(id);
  }
}

const idsOf = (tunings: readonly RuleTuning[]): number[] => tunings.map(({ id }) => id);

/** The published detections of a file; null where it has none. */
export function detectedFile(evidence: EvidenceFile): DetectedFile | null {
  const { id, published } = evidence;
  if (published === null || published.detectionsRun === null) return null;
  const { generation, pack, detectionsRun } = published;
  const inCluster = clusterFileOf(evidence);
  return { file: id, generation, pack, inCluster, run: detectionsRun };
}
