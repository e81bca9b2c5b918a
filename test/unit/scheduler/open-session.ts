/** A case session over real worker processes, and ways to wait for what it does. */
import fs from 'node:fs';
import path from 'node:path';
import type { StorePlace } from '@shared/contract/cluster';
import type { EvidenceFile } from '@shared/model/evidence-file';
import { fileId } from '@shared/model/ids';
import { bytesOfMib, LINE_LIMIT_MIB } from '@shared/model/line-limit';
import type { RuleSource } from '@shared/sigma/rule-source';
import { childLauncher } from '@electron/cli/child-launcher';
import { packingHere } from '@electron/cli/packing-here';
import { examine } from '@electron/pipeline/intake/examine';
import { gatherInSteps } from '@electron/pipeline/gather-templates';
import { outlineShard } from '@electron/pipeline/outline-shard';
import { recount } from '@electron/pipeline/recount';
import { untouchedHere } from '@electron/pipeline/untouched-here';
import { correlate } from '@electron/pipeline/correlate';
import type { PackReference } from '@shared/contract/order';
import { writeRulePack } from '@electron/pipeline/packs';
import { readRuleSources } from '@electron/pipeline/rule-sources';
import { CaseSession, SLOT_TIMES } from '@electron/scheduler/case-session';
import type { Correlate } from '@electron/scheduler/case-correlations';
import type { GatherTemplates } from '@electron/scheduler/case-templates';
import type { MakeOutline } from '@electron/scheduler/case-outlines';
import type { Packing } from '@electron/scheduler/case-packing';
import type { Recount } from '@electron/scheduler/case-tunings';
import type { WorkerLauncher } from '@electron/scheduler/worker-launcher';
import type { SlotTimes } from '@electron/scheduler/worker-slot';
import { temporaryFolder } from '../../fixtures/temporary-folder';
import { CaseDatabase } from '@electron/store/case/case-database';
import { keepCluster } from '@electron/store/case/kept-cluster';
import { casePaths } from '@electron/store/case-paths';

export const root = path.resolve(import.meta.dirname, '../../..');
export const sampleFile = (name: string): string => path.join(root, 'resources/sample-case', name);
const launcher = childLauncher(path.join(root, 'out/main'));

let starterRules: Promise<RuleSource[]> | null = null;

export interface SessionSetUp {
  readonly caseDir?: string;
  readonly workers?: number;
  readonly paused?: boolean;
  readonly times?: SlotTimes;
  readonly launcher?: WorkerLauncher;
  /** In place of the starter rules. */
  readonly rules?: readonly RuleSource[];
  readonly correlate?: Correlate;
  readonly recount?: Recount;
  readonly gatherTemplates?: GatherTemplates;
  readonly makeOutline?: MakeOutline;
  readonly packing?: Packing;
  readonly everySet?: boolean;
  /** The embedded store where it is left out. */
  readonly store?: StorePlace;
}

export const gathered: GatherTemplates = (order, signal) =>
  gatherInSteps(order, () => !signal.aborted);

/** Says every state a file went through, in order, and lets a test wait for one. */
export class OpenSession {
  readonly caseDir: string;
  readonly session: CaseSession;
  /** `<file id> <state>` in the order they were booked. */
  readonly history: string[] = [];
  /** What was told of the cluster. */
  readonly troubles: string[] = [];
  mostActive = 0;
  #look: () => void = () => undefined;

  private constructor(setUp: SessionSetUp, rules: readonly RuleSource[]) {
    this.caseDir = setUp.caseDir ?? path.join(temporaryFolder(), 'case');
    const known = fs.existsSync(path.join(this.caseDir, 'case.db'));
    const database = known
      ? CaseDatabase.openToWrite(this.caseDir, 'a test')
      : CaseDatabase.create(this.caseDir, 'test', 'a test');
    if (setUp.store?.type === 'cluster') keepCluster(database, setUp.store);
    this.session = new CaseSession(database, {
      caseDir: this.caseDir,
      launcher: setUp.launcher ?? launcher,
      workers: setUp.workers ?? 2,
      lineLimitBytes: bytesOfMib(LINE_LIMIT_MIB.usual),
      times: setUp.times ?? SLOT_TIMES,
      paused: setUp.paused ?? false,
      ...(setUp.store && { store: setUp.store }),
      rules: {
        pack: writeRulePack(casePaths.packs(this.caseDir), rules),
        everySet: setUp.everySet ?? false,
      },
      makeOutline: setUp.makeOutline ?? ((order) => Promise.resolve(outlineShard(order))),
      tellUntouched: (order) => Promise.resolve(untouchedHere(this.caseDir, order)),
      recount: setUp.recount ?? ((order) => Promise.resolve(recount(order))),
      gatherTemplates: setUp.gatherTemplates ?? gathered,
      packing: setUp.packing ?? packingHere,
      correlate: setUp.correlate ?? ((order) => Promise.resolve(correlate(order))),
      listener: {
        onFile: (id) => {
          const state = database.evidenceTable.file(id).lastRun?.state;
          if (state !== undefined) this.history.push(`${id} ${state}`);
          this.mostActive = Math.max(this.mostActive, database.queueTable.load().active);
          setImmediate(() => this.#look());
        },
        onQueue: () => setImmediate(() => this.#look()),
        onPacks: () => setImmediate(() => this.#look()),
        onPublished: () => undefined,
        onRemoved: () => undefined,
        onCorrelated: () => undefined,
        onTrouble: (text) => void this.troubles.push(text),
      },
    });
  }

  static async open(setUp: SessionSetUp = {}): Promise<OpenSession> {
    starterRules ??= readRuleSources([path.join(root, 'resources/starter-rules')]);
    return new OpenSession(setUp, setUp.rules ?? (await starterRules));
  }

  /** Rules packed beside the case, as an import packs them. */
  packOf(rules: readonly RuleSource[]): PackReference {
    return writeRulePack(casePaths.packs(this.caseDir), rules);
  }

  async add(...paths: string[]): Promise<EvidenceFile[]> {
    const added: EvidenceFile[] = [];
    for await (const examined of examine(paths, this.caseDir))
      added.push(this.session.intake.add(examined).file);
    return added;
  }

  file(id: number): EvidenceFile {
    return this.session.database.evidenceTable.file(fileId(id));
  }

  /** States of a file since the test began. */
  statesOf(id: number): string[] {
    return this.history
      .filter((one) => one.startsWith(`${id} `))
      .map((one) => one.split(' ')[1] ?? '');
  }

  /** Resolves when the condition holds; looked at whenever anything changed. */
  until(condition: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      this.#look = () => {
        if (!condition()) return;
        this.#look = () => undefined;
        resolve();
      };
      this.#look();
    });
  }

  untilIdle(): Promise<void> {
    return this.until(() => this.session.scheduler.isIdle);
  }

  /** The worker process that owns a file. */
  pidOf(id: number): number {
    const slot = this.session.scheduler.slots.find(({ order }) => order?.fileId === id);
    if (slot?.pid === null || slot?.pid === undefined) throw new Error(`no worker owns file ${id}`);
    return slot.pid;
  }

  close(): void {
    this.session.close();
  }
}

export const eventFiles = (caseDir: string): string[] => {
  const folder = path.join(caseDir, 'events');
  return fs.existsSync(folder) ? fs.readdirSync(folder).toSorted() : [];
};
