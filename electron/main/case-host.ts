/** The case open in the window: its session, its intake, and what the window is told of it. */
import path from 'node:path';
import { app } from 'electron';
import {
  type ClusterConnection,
  EMBEDDED,
  type KeptCluster,
  type StorePlace,
} from '@shared/contract/cluster';
import type { PackReference } from '@shared/contract/order';
import type { SourcePreview } from '@shared/contract/source-choice';
import type { CaseInfo, Settings } from '@shared/contract/app-views';
import type { AddedEvidence, EvidenceRow, QueueView } from '@shared/contract/evidence-views';
import type { FeedName, Feeds } from '@shared/contract/feeds';
import { CaseScopeError, errorText } from '@shared/model/errors';
import { fileId } from '@shared/model/ids';
import { bytesOfMib } from '@shared/model/line-limit';
import type { SourceChoice } from '@shared/model/source-choice';
import { CaseDatabase } from '@electron/store/case/case-database';
import { CaseReader } from '@electron/store/case/case-reader';
import { keepCluster, keptCluster } from '@electron/store/case/kept-cluster';
import type { Packing } from '@electron/scheduler/case-packing';
import { joinCluster } from '@electron/scheduler/join-cluster';
import { CaseSession, SLOT_TIMES } from '@electron/scheduler/case-session';
import { QueueMeter } from '@electron/scheduler/progress-meter';
import type { ClusterSecrets } from './cluster-secrets';
import { Intake } from './intake';
import type { JobsClient } from './jobs-client';
import type { CaseRules, RuleLibrary } from './rule-library';
import type { SearchClient } from './search-client';
import { utilityLauncher } from './utility-launcher';

export type Tell = <Name extends FeedName>(feed: Name, item: Feeds[Name]) => void;

/** Bulk changes reach the window at most ten times a second. */
const TELL_MS = 100;

/** Setting of the case: whether its queue runs. */
const QUEUE = 'queue';
const PAUSED = 'paused';

/** Settings that say how files are worked on. */
export type WorkSettings = Pick<Settings, 'workers' | 'lineLimitMib'>;

export interface HostParts {
  readonly jobs: JobsClient;
  readonly rules: RuleLibrary;
  readonly search: SearchClient;
  readonly secrets: ClusterSecrets;
  readonly tell: Tell;
  /** Shows the window a text that stays until it is read. */
  readonly say: (text: string) => void;
  /** Called when a case stands open. */
  readonly onOpened: () => void;
}

/** A case by its name, and the cluster that has its events. */
interface NamedCluster {
  readonly caseName: string;
  readonly cluster: KeptCluster;
}
type WantedCase = NamedCluster & { readonly caseDir: string };

const namedCase = (database: CaseReader, caseDir: string): Pick<CaseInfo, 'name' | 'cluster'> => ({
  name: database.setting('name') ?? path.basename(caseDir),
  cluster: keptCluster(database)?.connection.url ?? null,
});

/** Null where its events are in its folder. */
function clusterIn(caseDir: string): NamedCluster | null {
  const reader = CaseReader.open(caseDir);
  try {
    const cluster = keptCluster(reader);
    return cluster && { caseName: namedCase(reader, caseDir).name, cluster };
  } finally {
    reader.close();
  }
}

export class CaseHost {
  readonly #parts: HostParts;
  #session: CaseSession | null = null;
  readonly #intake: Intake;
  #changed = new Set<number>();
  #removed = new Set<number>();
  /** Something is waiting to be told. */
  #isDue = false;
  #queueMeter = new QueueMeter();
  #seenEnded = new Set<number>();
  /** A case that waits for its secret. */
  #wanted: WantedCase | null = null;

  constructor(parts: HostParts) {
    this.#parts = parts;
    this.#intake = new Intake(parts.jobs, () => this.#soon());
  }

  get info(): CaseInfo | null {
    if (this.#session === null) return null;
    const { database, caseDir } = this.#session;
    return { ...namedCase(database, caseDir), folder: caseDir };
  }

  /** @throws CaseScopeError `case-missing` where none is open */
  get session(): CaseSession {
    if (this.#session === null) throw new CaseScopeError('case-missing', 'No case is open.');
    return this.#session;
  }

  /** What runs of the open case hunt with; null without one. */
  get caseRules(): CaseRules | null {
    if (this.#session === null) return null;
    return { pack: this.#session.packs.rules, sets: this.#session.ruleSets };
  }

  get sessionOrNull(): CaseSession | null {
    return this.#session;
  }

  async create(
    caseDir: string,
    name: string,
    work: WorkSettings,
    { cluster }: { readonly cluster: KeptCluster | null } = { cluster: null },
  ): Promise<CaseInfo> {
    const rules = await this.#parts.rules.pack();
    const place = this.#placeOf(cluster);
    if (place.type === 'cluster') await joinCluster(place, name);
    this.close();
    const database = CaseDatabase.create(caseDir, name, 'the caseScope window');
    if (cluster !== null) keepCluster(database, cluster);
    return this.#take(database, caseDir, work, rules);
  }

  async open(caseDir: string, work: WorkSettings): Promise<CaseInfo> {
    const rules = await this.#parts.rules.pack();
    if (this.#session?.caseDir === caseDir && this.info !== null) return this.info;
    this.#assertSecretKnown(caseDir);
    this.close();
    const database = CaseDatabase.openToWrite(caseDir, 'the caseScope window');
    return this.#take(database, caseDir, work, rules);
  }

  #take(
    database: CaseDatabase,
    caseDir: string,
    work: WorkSettings,
    rules: PackReference,
  ): CaseInfo {
    try {
      this.#session = new CaseSession(database, {
        ...{ caseDir, workers: work.workers, rules: { pack: rules, everySet: false } },
        store: this.#placeOf(keptCluster(database)),
        lineLimitBytes: bytesOfMib(work.lineLimitMib),
        launcher: utilityLauncher,
        correlate: (order) => this.#parts.jobs.correlate(order),
        recount: (order) => this.#parts.jobs.recount(order),
        gatherTemplates: (order, signal) => this.#parts.jobs.gatherTemplates(order, signal),
        makeOutline: (order) => this.#parts.jobs.outline(order),
        tellUntouched: (order) =>
          this.#parts.search.ask({ caseDir, store: EMBEDDED }, 'indicators.untouched', order),
        packing: this.#packing(caseDir),
        times: SLOT_TIMES,
        paused: database.setting(QUEUE) === PAUSED,
        listener: {
          onFile: (id) => this.#note(this.#changed, id),
          onRemoved: (ids) => ids.forEach((id) => this.#note(this.#removed, id)),
          onQueue: () => this.#soon(),
          onPublished: (id) => void this.#parts.search.release(caseDir, id),
          onCorrelated: () => this.#soon(),
        },
      });
    } catch (error) {
      database.close();
      throw error;
    }
    const { info } = this;
    if (info === null) throw new Error('a case was opened and is not there');
    this.#parts.tell('case', info);
    this.#soon();
    this.#goOnWithIntake();
    this.#parts.onOpened();
    return info;
  }

  /** Where the events are, with the secret that is known. */
  #placeOf(kept: KeptCluster | null): StorePlace {
    if (kept === null) return EMBEDDED;
    return { type: 'cluster', ...kept, secret: this.#parts.secrets.of(kept.connection) };
  }

  /** @throws CaseScopeError `cluster-secret`; the case is then `wanted` until it is opened with one */
  #assertSecretKnown(caseDir: string): void {
    const cluster = clusterIn(caseDir);
    if (cluster === null || this.#parts.secrets.isKnown(cluster.cluster.connection)) return;
    this.#wanted = { caseDir, ...cluster };
    throw new CaseScopeError(
      'cluster-secret',
      `The events of ${cluster.caseName} are in the cluster at ${cluster.cluster.connection.url}, which asks for a sign-in.`,
    );
  }

  /** Null where it is in no cluster. */
  clusterOf(of: 'open' | 'wanted'): NamedCluster | null {
    if (of === 'wanted') return this.#wanted;
    return this.#session === null ? null : clusterIn(this.#session.caseDir);
  }

  /** Keeps another connection with the case, and opens it with that. */
  changeCluster(
    of: 'open' | 'wanted',
    connection: ClusterConnection,
    work: WorkSettings,
  ): Promise<CaseInfo> {
    const caseDir = of === 'wanted' ? this.#wanted?.caseDir : this.#session?.caseDir;
    const told = this.clusterOf(of);
    if (caseDir === undefined || told === null)
      throw new CaseScopeError('case-missing', 'No case in a cluster is open.');
    this.close();
    const database = CaseDatabase.openToWrite(caseDir, 'the caseScope window');
    keepCluster(database, { ...told.cluster, connection });
    database.close();
    this.#wanted = null;
    return this.open(caseDir, work);
  }

  /** Nothing begins in the open case meanwhile. @throws CaseScopeError `wrong-use` where something is under way */
  async whileAtRest<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    const { session } = this;
    if (this.#intake.examined !== null)
      throw new CaseScopeError('wrong-use', 'Evidence is being added. Move the case when it is there.'); // prettier-ignore
    await session.rest();
    try {
      return await work();
    } finally {
      if (this.#session === session) session.wake(session.database.setting(QUEUE) === PAUSED);
    }
  }

  /** From where its events are by now. */
  reopen(caseDir: string, work: WorkSettings): Promise<CaseInfo> {
    this.close();
    return this.open(caseDir, work);
  }

  #packing(caseDir: string): Packing {
    const { jobs, search } = this.#parts;
    return {
      pack: (order, signal) => jobs.packShards(order, signal),
      letGo: async (files) => {
        await Promise.all(files.map((file) => search.release(caseDir, file)));
      },
      remove: async (paths) => {
        await jobs.removeFiles(paths);
      },
    };
  }

  close(): void {
    if (this.#session === null) return;
    this.#intake.stop();
    this.#session.close();
    void this.#parts.search.release(this.#session.caseDir, null);
    this.#session = null;
    this.#changed.clear();
    this.#removed.clear();
    this.#seenEnded.clear();
    this.#queueMeter = new QueueMeter();
    this.#parts.tell('case', null);
  }

  /** Every row; what else the window follows comes with the next telling, also after it was reloaded. */
  rows(): EvidenceRow[] {
    this.#soon();
    return this.session.database.files();
  }

  add(paths: readonly string[]): Promise<AddedEvidence> {
    return this.#intake.add(this.session, paths);
  }

  #goOnWithIntake(): void {
    const goneOn = this.#intake.goOn(this.session);
    if (goneOn === null) return;
    this.#parts.say('Adding evidence goes on where it was when the case was last closed.');
    goneOn.catch((error: unknown) => this.#parts.say(errorText(error)));
  }

  /** Files in work go on; a paused queue stays paused when the case is opened again. */
  pause(): void {
    this.session.database.putSetting(QUEUE, PAUSED);
    this.session.scheduler.pause();
  }

  /** @throws CaseScopeError `wrong-use` while the case is moved */
  resume(): void {
    if (this.session.isResting)
      throw new CaseScopeError('wrong-use', 'The queue goes on when the case is moved.');
    this.session.database.putSetting(QUEUE, 'running');
    this.session.scheduler.resume();
  }

  /** @throws CaseScopeError `wrong-use` for a file that is no NDJSON */
  previewSource(id: number, choice: SourceChoice): Promise<SourcePreview> {
    const { path: file, kind } = this.session.database.evidenceTable.file(fileId(id));
    if (kind !== 'ndjson' && kind !== 'json-array') {
      throw new CaseScopeError('wrong-use', 'Only NDJSON files have a source to choose.');
    }
    const { lineLimitBytes } = this.session.packs;
    return this.#parts.jobs.previewSource(file, kind, choice, lineLimitBytes);
  }

  #note(set: Set<number>, id: number): void {
    set.add(id);
    this.#soon();
  }

  #soon(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    setTimeout(() => {
      this.#isDue = false;
      try {
        this.#tellAll();
      } catch (error) {
        process.stderr.write(`${errorText(error)}\n`);
      }
    }, TELL_MS);
  }

  #tellAll(): void {
    const session = this.#session;
    if (session === null) return;
    const { tell } = this.#parts;
    const removed = [...this.#removed];
    const ids = [...this.#changed].filter((id) => !this.#removed.has(id));
    this.#changed.clear();
    this.#removed.clear();
    const changed = ids.map((id) => session.database.evidenceTable.file(fileId(id)));
    for (const file of changed) this.#measure(file);
    if (changed.length > 0 || removed.length > 0) tell('evidence', { changed, removed });
    const meters = session.scheduler.slots.map(
      ({ order }) => order && session.scheduler.meterOf(order.fileId),
    );
    tell(
      'progress',
      meters.flatMap((meter) => meter?.progress ?? []),
    );
    tell('queue', this.queueView());
  }

  #measure(file: EvidenceRow): void {
    const ended = file.lastRun?.state === 'completed' || file.lastRun?.state === 'failed';
    if (ended && !this.#seenEnded.has(file.id)) this.#queueMeter.finished(file.sizeBytes);
    if (ended) this.#seenEnded.add(file.id);
    else this.#seenEnded.delete(file.id);
  }

  queueView(): QueueView {
    const { database, scheduler, lockErrors, packs, correlations } = this.session;
    const now = performance.now();
    const load = database.queueTable.load();
    this.#queueMeter.busy(load.active > 0, now);
    const workers = scheduler.slots.map((slot) => ({
      number: slot.number,
      fileName:
        slot.order === null ? null : database.evidenceTable.file(fileId(slot.order.fileId)).name,
      progress:
        slot.order === null ? null : (scheduler.meterOf(slot.order.fileId)?.progress ?? null),
    }));
    // With nothing waiting, the active files themselves tell best.
    const etas = workers.flatMap(({ progress }) => progress?.etaSeconds ?? []);
    const longest = etas.length === 0 ? null : Math.max(...etas);
    return {
      workers,
      queued: load.queued,
      active: load.active,
      failed: load.failed,
      // A case that is moved rests by itself.
      paused: scheduler.paused && !this.session.isResting,
      etaSeconds: load.queued > 0 ? this.#queueMeter.etaSeconds(load.leftBytes, now) : longest,
      lockErrors: lockErrors + this.#parts.search.lockErrors,
      examined: this.#intake.examined,
      packs: { rules: packs.rules.hash, indicators: packs.indicators.hash },
      correlations: correlations.found,
      correlating: correlations.state,
    };
  }

  /** Rules of later runs, after an import. */
  async rulesChanged(): Promise<void> {
    const rules = await this.#parts.rules.pack();
    this.#session?.setRules(rules);
  }
}

/** Where a new case of a name goes below a chosen folder: the name, made safe for file systems. */
export function caseFolderName(name: string): string {
  const safe = name.replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, '_').replace(/[. ]+$/, '');
  return safe === '' ? 'case' : safe;
}

export const sampleCaseFolder = (): string => path.join(app.getPath('userData'), 'sample-case');
