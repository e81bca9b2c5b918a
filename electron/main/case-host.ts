/** The case open in the window: its session, its intake, and what the window is told of it. */
import { type ClusterConnection, EMBEDDED, type KeptCluster } from '@shared/contract/cluster';
import type { PackReference } from '@shared/contract/order';
import type { SourcePreview } from '@shared/contract/source-choice';
import type { CaseInfo, Settings } from '@shared/contract/app-views';
import type { AddedEvidence, EvidenceRow } from '@shared/contract/evidence-views';
import { CaseScopeError, errorText } from '@shared/model/errors';
import { fileId } from '@shared/model/ids';
import { bytesOfMib } from '@shared/model/line-limit';
import type { SourceChoice } from '@shared/model/source-choice';
import { CaseDatabase } from '@electron/store/case/case-database';
import { keepCluster, keptCluster } from '@electron/store/case/kept-cluster';
import type { Packing } from '@electron/scheduler/case-packing';
import { joinCluster } from '@electron/scheduler/join-cluster';
import { CaseSession, SLOT_TIMES } from '@electron/scheduler/case-session';
import { CaseNews, type Tell } from './case-news';
import { CaseClusters, clusterIn, type NamedCluster, namedCase } from './case-clusters';
import type { ClusterSecrets } from './cluster-secrets';
import { Intake } from './intake';
import type { JobsClient } from './jobs-client';
import type { CaseRules, RuleLibrary } from './rule-library';
import type { SearchClient } from './search-client';
import { utilityLauncher } from './utility-launcher';

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

export class CaseHost {
  readonly #parts: HostParts;
  #session: CaseSession | null = null;
  readonly #intake: Intake;
  readonly #news: CaseNews;
  readonly #clusters: CaseClusters;

  constructor(parts: HostParts) {
    this.#parts = parts;
    this.#clusters = new CaseClusters(parts.secrets);
    this.#intake = new Intake(parts.jobs, () => this.#news.soon());
    this.#news = new CaseNews(parts.tell, () => ({
      examined: this.#intake.examined,
      lockErrors: this.lockErrors,
    }));
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

  /** SQLITE_BUSY and SQLITE_LOCKED in all processes since start. */
  get lockErrors(): number {
    return this.session.lockErrors + this.#parts.search.lockErrors;
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
    const place = this.#clusters.placeOf(cluster);
    if (place.type === 'cluster') await joinCluster(place, name);
    this.close();
    const database = CaseDatabase.create(caseDir, name, 'the caseScope window');
    if (cluster !== null) keepCluster(database, cluster);
    return this.#take(database, caseDir, work, rules);
  }

  async open(caseDir: string, work: WorkSettings): Promise<CaseInfo> {
    const rules = await this.#parts.rules.pack();
    if (this.#session?.caseDir === caseDir && this.info !== null) return this.info;
    this.#clusters.assertSecretKnown(caseDir);
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
        store: this.#clusters.placeOf(keptCluster(database)),
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
          onFile: (id) => this.#news.changed(id),
          onRemoved: (ids) => ids.forEach((id) => this.#news.removed(id)),
          onQueue: () => this.#news.soon(),
          onPacks: () => this.#news.now(),
          onPublished: (id) => void this.#parts.search.release(caseDir, id),
          onCorrelated: () => this.#news.soon(),
          onTrouble: (text) => this.#parts.say(text),
        },
      });
    } catch (error) {
      database.close();
      throw error;
    }
    const { info } = this;
    if (info === null) throw new Error('a case was opened and is not there');
    this.#parts.tell('case', info);
    this.#news.follow(this.#session);
    this.#goOnWithIntake();
    this.#parts.onOpened();
    return info;
  }

  /** Null where it is in no cluster. */
  clusterOf(of: 'open' | 'wanted'): NamedCluster | null {
    if (of === 'wanted') return this.#clusters.wanted;
    return this.#session === null ? null : clusterIn(this.#session.caseDir);
  }

  /** Keeps another connection with the case, and opens it with that. */
  changeCluster(
    of: 'open' | 'wanted',
    connection: ClusterConnection,
    work: WorkSettings,
  ): Promise<CaseInfo> {
    const caseDir = of === 'wanted' ? this.#clusters.wanted?.caseDir : this.#session?.caseDir;
    const told = this.clusterOf(of);
    if (caseDir === undefined || told === null)
      throw new CaseScopeError('case-missing', 'No case in a cluster is open.');
    this.close();
    const database = CaseDatabase.openToWrite(caseDir, 'the caseScope window');
    keepCluster(database, { ...told.cluster, connection });
    database.close();
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
    this.#news.forget();
    this.#parts.tell('case', null);
  }

  /** Every row; what else the window follows comes with the next telling, also after it was reloaded. */
  rows(): EvidenceRow[] {
    this.#news.soon();
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

  /** Rules of later runs, after an import. */
  async rulesChanged(): Promise<void> {
    const rules = await this.#parts.rules.pack();
    this.#session?.setRules(rules);
  }
}
