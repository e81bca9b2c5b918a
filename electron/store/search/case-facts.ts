/** What the case's database says of its published files, whichever store their events are in. */
import { createHash } from 'node:crypto';
import { CaseScopeError, errorText } from '@shared/model/errors';
import type { FileTime } from '@shared/model/file-time';
import type { FileId } from '@shared/model/ids';
import { Tuner } from '@shared/sigma/tuning';
import { CaseReader } from '../case/case-reader';
import type { PublishedFile } from '../case/published-rows';
import { CORRELATIONS_SETTING, correlationsRunOf } from '../case/correlations-setting';
import { correlationsPath } from '../case-paths';
import { readCorrelations, type StoredCorrelation } from '../sidecar/correlations';
import { caseEndOf, type CutFile } from './case-end';
import { FileMarks } from './file-marks';

export abstract class CaseFacts {
  readonly caseDir: string;
  protected readonly reader: CaseReader;
  protected readonly fileMarks: FileMarks;
  #tunings: {
    readonly database: number;
    readonly version: string;
    readonly tuner: Tuner;
  } | null = null;
  #correlated: { readonly path: string; readonly hits: readonly StoredCorrelation[] } | null = null;

  /** Reading 20,000 rows takes a tenth of a second; they stand until the database changes. */
  #published: {
    readonly version: number;
    readonly files: readonly PublishedFile[];
    readonly byId: ReadonlyMap<FileId, PublishedFile>;
  } | null = null;

  #end: { readonly of: readonly PublishedFile[]; readonly time: FileTime | null } | null = null;

  constructor(caseDir: string) {
    this.caseDir = caseDir;
    this.reader = CaseReader.open(caseDir);
    this.fileMarks = new FileMarks(this.reader);
  }

  /** Everything that can be searched now; `ids` narrows it. */
  published(ids: readonly number[] | null): readonly PublishedFile[] {
    const wanted = ids === null ? null : new Set(ids);
    return wanted === null ? this.#all() : this.#all().filter((file) => wanted.has(file.id));
  }

  #all(): readonly PublishedFile[] {
    const version = this.reader.version();
    if (this.#published?.version !== version) {
      const files = this.reader.publishedFiles();
      const byId = new Map(files.map((file) => [file.id, file]));
      this.#published = { version, files, byId };
    }
    return this.#published.files;
  }

  /** As it was last looked at. */
  protected known(file: FileId): PublishedFile | undefined {
    return this.#published?.byId.get(file);
  }

  /** Where the case ends (case-end.ts); null where no event has a time. Files may be read for it: for who asks it. */
  get caseEnd(): FileTime | null {
    const files = this.#all();
    if (this.#end?.of !== files)
      this.#end = { of: files, time: caseEndOf(files, (cut) => this.lastUpTo(cut)) };
    return this.#end.time;
  }

  protected abstract lastUpTo(cut: readonly CutFile[]): FileTime | null;

  /** What was told of it may be of a part of the events. */
  protected forgetCaseEnd(): void {
    this.#end = null;
  }

  get marksVersion(): string {
    return this.fileMarks.version;
  }

  /** Read again when the database changes. `version` differs with the tunings. */
  get tuning(): { readonly tuner: Tuner; readonly version: string } {
    const database = this.reader.version();
    if (this.#tunings?.database !== database) {
      const tunings = this.reader.tunings();
      const version = tunings.map(({ id }) => id).join();
      this.#tunings = { database, version, tuner: new Tuner(tunings) };
    }
    return this.#tunings;
  }

  /** The run of the case's correlations that is published. */
  get correlationsRun(): number | null {
    return correlationsRunOf(this.reader.setting(CORRELATIONS_SETTING));
  }

  correlations(): readonly StoredCorrelation[] {
    const run = this.correlationsRun;
    if (run === null) return [];
    const path = correlationsPath(this.caseDir, run);
    if (this.#correlated?.path !== path) this.#correlated = { path, hits: readCorrelations(path) };
    return this.#correlated.hits;
  }

  close(): void {
    this.reader.close();
  }
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Of lists of files, each of which never changes. */
const keys = new WeakMap<readonly PublishedFile[], { published?: string; packs?: string }>();

function keyOf(
  files: readonly PublishedFile[],
  of: 'published' | 'packs',
  textOf: (file: PublishedFile) => string,
): string {
  const known = keys.get(files) ?? {};
  keys.set(files, known);
  return (known[of] ??= digest(files.map(textOf).join(' ')));
}

/** Changes whenever anything a search reads is replaced. */
export const publishedKey = (files: readonly PublishedFile[]): string =>
  keyOf(
    files,
    'published',
    ({ id, published: { generation, detectionsRun, hitsRun } }) =>
      `${id}.${generation}.${detectionsRun}.${hitsRun}`,
  );

/** Changes when files are packed. */
export const packsKey = (files: readonly PublishedFile[]): string =>
  keyOf(files, 'packs', ({ published: { pack } }) => String(pack));

/** Whether it is the damage of a file; what else goes wrong ends the question: it was cancelled, or the cluster is away. */
export const isOfOneFile = (error: unknown): boolean =>
  !(error instanceof CaseScopeError) ||
  !(error.code === 'cancelled' || error.code.startsWith('cluster-'));

/** What one file's damage says in an answer about the others. @throws the error where it is the end of the search */
export function problemOf(file: { readonly name: string }, error: unknown): string {
  if (!isOfOneFile(error)) throw error;
  return `${file.name}: ${errorText(error)}`;
}
