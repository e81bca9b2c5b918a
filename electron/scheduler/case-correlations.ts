/**
 * Keeps a case's correlations in step with its detections: one coalesced run when the queue has come to rest
 * and something they are made of is other than it was (house.md, Processes). They are made with the rules the files
 * were hunted with, as detections are, so that other rules change nothing of them before they hunt (decision 0030).
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import {
  type CorrelationOrder,
  CORRELATIONS_FOUND,
  type CorrelatingState,
  type CorrelationsFound,
  type DetectedFile,
  type RulesHuntedWith,
} from '@shared/contract/correlations';
import type { StorePlace } from '@shared/contract/cluster';
import type { PackReference } from '@shared/contract/order';
import { noLevelCounts } from '@shared/model/level';
import { errorText } from '@shared/model/errors';
import type { EvidenceFile } from '@shared/model/evidence-file';
import type { CaseDatabase } from '@electron/store/case/case-database';
import { detectedFile } from './case-tunings';
import { RestingJob } from './resting-job';
import { triedAgain } from './tried-again';
import { removeBut } from '@electron/store/case/event-files';
import { CORRELATIONS_SETTING } from '@electron/store/case/correlations-setting';
import { correlationsPath } from '@electron/store/case-paths';
import { areWhole } from '@electron/store/sidecar/correlations';
import { leftOut, otherRulesText, timelessText } from './left-out';

/** Does the run; in the app the jobs process, on the command line the process itself. */
export type Correlate = (order: CorrelationOrder) => Promise<CorrelationsFound>;

export interface CorrelationsListener {
  /** True while a run may start: nothing is being processed. */
  isAtRest(): boolean;
  /** Others are published, a run has begun or failed. */
  onChanged(): void;
}

export interface RulesOfHunts {
  /** What runs that start now hunt with. */
  now(): PackReference;
  /** The packs of some hunts, the latest first. */
  packsOf(hashes: ReadonlySet<string>): readonly PackReference[];
}

/** Another one where the same detections give other correlations than before: cases made earlier are run anew. */
const METHOD = 4;

/** What is published, and what it was made of. */
const KEPT = CORRELATIONS_FOUND.extend({
  // Cases of earlier builds do not have it.
  unreadable: CORRELATIONS_FOUND.shape.unreadable.default([]),
  timeless: CORRELATIONS_FOUND.shape.timeless.default(0),
  ...{ madeOf: z.string(), lastRun: z.number() },
});
type Kept = z.infer<typeof KEPT>;
const NOTHING: Kept = {
  ...{
    run: null,
    unreadable: [],
    timeless: 0,
    detections: 0,
    suppressed: 0,
    byLevel: noLevelCounts(),
  },
  ...{ madeOf: '', lastRun: 0 },
};

const madeWith = ({ rules, files }: RulesHuntedWith): unknown[] => [
  rules.hash,
  files.map(detectionsOf),
];

type Standing = Omit<Extract<CorrelatingState, { type: 'rests' }>, 'type' | 'otherRules'>;
const NOTHING_LEFT_OUT: Standing = { leftOut: null, timeless: null, areStale: false };

/** Whatever pack the events lie in. */
const detectionsOf = ({ file, generation, run }: DetectedFile): object => ({
  ...{ file, generation, run },
});

export class CaseCorrelations {
  readonly #database: CaseDatabase;
  readonly #caseDir: string;
  readonly #store: StorePlace;
  readonly #rules: RulesOfHunts;
  readonly #correlate: Correlate;
  readonly #listener: CorrelationsListener;
  readonly #job: RestingJob;
  /** Why what is published is not of the detections there are now; null where it is. */
  #failure: string | null = null;
  #isCorrelating = false;

  constructor(
    database: CaseDatabase,
    caseDir: string,
    store: StorePlace,
    rules: RulesOfHunts,
    correlate: Correlate,
    listener: CorrelationsListener,
  ) {
    this.#database = database;
    this.#caseDir = caseDir;
    this.#store = store;
    this.#rules = rules;
    this.#correlate = correlate;
    this.#listener = listener;
    this.#job = new RestingJob(
      () => listener.isAtRest(),
      () => this.#bringUpToDate(),
    );
  }

  /** What is published now. */
  get found(): CorrelationsFound {
    const { madeOf: _, lastRun: __, ...found } = this.#kept();
    return found;
  }

  get state(): CorrelatingState {
    if (this.#isCorrelating) return { type: 'running' };
    if (this.#failure !== null) return { type: 'failed', reason: this.#failure };
    const { run } = this.#kept();
    // Without a correlation in the rules of this laptop nothing is left out of any.
    const isShared = this.#store.type === 'cluster';
    const files = run !== null || isShared ? this.#database.files() : [];
    const standing = run === null ? NOTHING_LEFT_OUT : this.#standing(files);
    return { type: 'rests', ...standing, otherRules: isShared ? this.#otherRules(files) : null };
  }

  /** After a run that failed. */
  tryAgain(): void {
    this.note();
    this.look();
  }

  /** Detections were published or removed, or rules changed: looked at when the queue rests. */
  note(): void {
    this.#job.note();
  }

  /** Starts a run where one is due and the queue rests. */
  look(): void {
    this.#job.look();
  }

  /** When nothing is due any more. */
  settled(): Promise<void> {
    return this.#job.settled();
  }

  stop(): void {
    this.#job.stop();
  }

  async #bringUpToDate(): Promise<void> {
    const before = this.#kept();
    const order = this.#order(before.lastRun + 1);
    const madeOf = createHash('sha256')
      .update(JSON.stringify([METHOD, order.hunts.map(madeWith), order.tunings]))
      .digest('hex');
    this.#failure = null;
    if (madeOf === before.madeOf && this.#isWhole(before.run)) return;
    this.#isCorrelating = true;
    this.#listener.onChanged();
    try {
      const found = await triedAgain(
        () => this.#correlate(order),
        () => this.#job.isStopped,
      );
      if (!this.#job.isStopped) this.#publish({ ...found, madeOf, lastRun: order.run }, before);
    } catch (error) {
      // What is published stays, and is told to be of earlier detections.
      this.#failure = errorText(error);
      process.stderr.write(`correlations: ${this.#failure}\n`);
    } finally {
      this.#isCorrelating = false;
      if (!this.#job.isStopped) this.#listener.onChanged();
    }
  }

  #otherRules(files: readonly EvidenceFile[]): string | null {
    const hashes = files.flatMap(({ published }) => published?.huntedWith.rules ?? []);
    const known = this.#rules.packsOf(new Set(hashes)).map(({ hash }) => hash);
    return otherRulesText(files, new Set([...known, this.#rules.now().hash]));
  }

  #standing(files: readonly EvidenceFile[]): Standing {
    const latest = this.#hunts(files)[0]?.rules.hash ?? this.#rules.now().hash;
    const { unreadable, timeless } = this.#kept();
    return {
      leftOut: leftOut(files, unreadable, latest),
      timeless: timelessText(timeless),
      areStale: latest !== this.#rules.now().hash,
    };
  }

  /** Lost or damaged on disk, they are run again. */
  #isWhole(run: number | null): boolean {
    return run === null || areWhole(correlationsPath(this.#caseDir, run));
  }

  #publish(found: Kept, before: Kept): void {
    this.#database.putSetting(CORRELATIONS_SETTING, JSON.stringify(found));
    if (before.run !== null) removeBut([correlationsPath(this.#caseDir, before.run)], []);
  }

  #order(run: number): CorrelationOrder {
    const hunts = this.#hunts(this.#database.files());
    const places = { caseDir: this.#caseDir, store: this.#store };
    return { ...places, run, hunts, tunings: this.#database.tunings() };
  }

  /**
   * Files whose rules are not here belong to the latest: cases of early versions do not say what one was hunted with,
   * and other laptops have packs of their own.
   */
  #hunts(files: readonly EvidenceFile[]): RulesHuntedWith[] {
    const byHash = new Map<string | null, DetectedFile[]>();
    for (const file of files) {
      const detected = detectedFile(file);
      const hash = file.published?.huntedWith.rules ?? null;
      if (detected === null) continue;
      const others = byHash.get(hash);
      if (others === undefined) byHash.set(hash, [detected]);
      else others.push(detected);
    }
    const hashes = [...byHash.keys()].filter((hash) => hash !== null);
    const known = this.#rules.packsOf(new Set(hashes));
    const isHere = new Set<string | null>(known.map(({ hash }) => hash));
    const unknown = [...byHash].flatMap(([hash, ones]) => (isHere.has(hash) ? [] : ones));
    const packs = known.length === 0 && unknown.length > 0 ? [this.#rules.now()] : known;
    return packs.map((rules, at) => ({
      ...{ rules, files: [...(byHash.get(rules.hash) ?? []), ...(at === 0 ? unknown : [])] },
    }));
  }

  #kept(): Kept {
    const text = this.#database.setting(CORRELATIONS_SETTING);
    return text === null ? NOTHING : KEPT.parse(JSON.parse(text));
  }
}
