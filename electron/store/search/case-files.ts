/** The published files of a case, opened for reading: shards and sidecars, each kept while in use. */
import type { FieldUse } from '@shared/contract/views';
import type { EvidenceFile, Published } from '@shared/model/evidence-file';
import { CaseScopeError, errorText } from '@shared/model/errors';
import type { EventMarks } from '@shared/model/event-mark';
import type { DocumentKind } from '@shared/model/event';
import type { FileTime } from '@shared/model/file-time';
import type { FileId, PackId } from '@shared/model/ids';
import { parseIsoTime } from '@shared/model/time-text';
import { CaseReader } from '../case/case-reader';
import { CORRELATIONS_SETTING, correlationsRunOf } from '../case/correlations-setting';
import { correlationsPath, detectionsPath, hitsPath, shardName, shardPath } from '../case-paths';
import type { StoredGeneration } from '../event-store';
import { EventTexts } from '../event-texts';
import { readCorrelations, type StoredCorrelation } from '../sidecar/correlations';
import { readDetections, type StoredDetection } from '../sidecar/detections';
import { readHits, type StoredHit } from '../sidecar/hits';
import { type TunedDetection, tuned } from './tuned-detection';
import { Tuner } from '@shared/sigma/tuning';
import { CaseShards } from './case-shards';
import { RecentlyUsed } from './recently-used';
import { FileMarks } from './file-marks';
import { ShardOutlines } from './shard-outlines';
import type { Outline } from '../outline/outline';
import { readOr } from './sidecar-or';
import type { SegmentColumns } from './segment-columns';

const MOST_SIDECARS = 256;

export interface PublishedFile extends EvidenceFile {
  readonly published: Published;
}

interface TunedList {
  /** Of the tunings: one list of a file is kept, whatever was tuned before. */
  readonly version: string;
  readonly detections: readonly TunedDetection[];
}

export class CaseFiles {
  readonly caseDir: string;
  readonly #reader: CaseReader;
  readonly #marks: FileMarks;
  readonly #outlines: ShardOutlines;
  readonly #shards: CaseShards;
  readonly #detections = new RecentlyUsed<string, readonly StoredDetection[]>(MOST_SIDECARS);
  /** As the tuning of a version has them: an exclusion may ask the events. */
  readonly #tunedLists = new RecentlyUsed<string, TunedList>(MOST_SIDECARS);
  readonly #hits = new RecentlyUsed<string, readonly StoredHit[]>(MOST_SIDECARS);
  #tunings: {
    readonly database: number;
    readonly version: string;
    readonly tuner: Tuner;
  } | null = null;
  #correlated: { readonly path: string; readonly hits: readonly StoredCorrelation[] } | null = null;

  /** Reading 20,000 rows takes a quarter of a second; they stand until the database changes. */
  #published: {
    readonly version: number;
    readonly files: readonly PublishedFile[];
    readonly byId: ReadonlyMap<FileId, PublishedFile>;
  } | null = null;

  #last: { readonly of: readonly PublishedFile[]; readonly time: FileTime | null } | null = null;

  constructor(caseDir: string) {
    this.caseDir = caseDir;
    this.#reader = CaseReader.open(caseDir);
    this.#marks = new FileMarks(this.#reader);
    this.#outlines = new ShardOutlines(this.#reader);
    this.#shards = new CaseShards(caseDir, {
      packOf: (file) => this.#packOf(file),
      lookAgain: () => void this.#all(),
    });
  }

  /** Everything that can be searched now; `ids` narrows it. */
  published(ids: readonly number[] | null): PublishedFile[] {
    const wanted = ids === null ? null : new Set(ids);
    return this.#all().filter((file) => wanted === null || wanted.has(file.id));
  }

  #all(): readonly PublishedFile[] {
    const version = this.#reader.version();
    if (this.#published?.version !== version) {
      const files = this.#reader.files();
      const published = files.filter((file): file is PublishedFile => file.published !== null);
      const byId = new Map(published.map((file) => [file.id, file]));
      this.#published = { version, files: published, byId };
    }
    return this.#published.files;
  }

  /** As the case has it now: packing changes neither what was found nor what is known of a file. */
  #packOf({ id, published }: PublishedFile): PackId | null {
    const now = this.#published?.byId.get(id)?.published;
    return now?.generation === published.generation ? now.pack : published.pack;
  }

  /** Time of the last event of the case; null where none has one. */
  get lastTime(): FileTime | null {
    const files = this.#all();
    if (this.#last?.of !== files) this.#last = { of: files, time: lastTimeOf(files) };
    return this.#last.time;
  }

  /** The segments of a file in order. @throws CaseScopeError `shard-damaged` */
  segments(file: PublishedFile): Generator<SegmentColumns, void, undefined> {
    return this.#shards.segments(file);
  }

  get shards(): CaseShards {
    return this.#shards;
  }

  documentKind(file: PublishedFile): DocumentKind {
    return this.#shards.head(file).documentKind;
  }

  /** Every field of the case's events, by name. Files that cannot be read are told by a search. */
  fieldUses(): readonly FieldUse[] {
    const uses = new Map<string, number>();
    for (const file of this.#all()) {
      for (const name of readOr(() => this.#shards.head(file).fields.names))
        uses.set(name, (uses.get(name) ?? 0) + 1);
    }
    return [...uses]
      .map(([name, files]) => ({ name, files }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** What a file's events hold; null where that is not known before they are read. Packing changes nothing of it. */
  outline({ id, published }: PublishedFile): Outline | null {
    return this.#outlines.of(shardName(shardPath(this.caseDir, id, published.generation)));
  }

  /** @throws CaseScopeError `shard-damaged` */
  generation(file: PublishedFile): StoredGeneration {
    return this.#shards.generation(file);
  }

  /** Closes a file's store, so that it can be removed from disk. */
  release(file: FileId): void {
    this.#shards.release(file);
  }

  /** The segment that holds an event, and the event's place in it. */
  place(
    file: PublishedFile,
    event: number,
  ): { readonly columns: SegmentColumns; readonly at: number } {
    for (const columns of this.segments(file)) {
      const at = event - columns.segment.firstEvent;
      if (at >= 0 && at < columns.events) return { columns, at };
    }
    throw new RangeError(`no event ${event} in file ${file.id}`);
  }

  /** What the examiner marked, by the number of the event. */
  marks(file: PublishedFile): ReadonlyMap<number, EventMarks> {
    return this.#marks.of(file, () => this.segments(file));
  }

  /** Whether the examiner marked anything in it. */
  isMarked(file: PublishedFile): boolean {
    return this.#marks.has(file);
  }

  get marksVersion(): string {
    return this.#marks.version;
  }

  /** As the examiner's tuning has them. */
  detections(file: PublishedFile): readonly TunedDetection[] {
    return this.#tuned(file).filter(({ suppressedBy }) => suppressedBy === null);
  }

  /** Those tuning leaves out, with what leaves them out. */
  suppressed(file: PublishedFile): readonly TunedDetection[] {
    return this.#tuned(file).filter(({ suppressedBy }) => suppressedBy !== null);
  }

  #tuned(file: PublishedFile): readonly TunedDetection[] {
    const { id, published } = file;
    const { generation, detectionsRun } = published;
    if (detectionsRun === null) return [];
    const path = detectionsPath(this.caseDir, id, generation, detectionsRun);
    const { tuner, version } = this.tuning;
    const tune = (): TunedList => {
      const texts = new EventTexts(() => this.generation(file));
      const detections = this.#detections
        .get(path, () => readDetections(path))
        .map((one) => tuned(one, tuner, texts.of(one.event)));
      return { version, detections };
    };
    const known = this.#tunedLists.get(path, tune);
    const list = known.version === version ? known : this.#tunedLists.replace(path, tune());
    return list.detections;
  }

  /** Read again when the database changes. `version` differs with the tunings. */
  get tuning(): { readonly tuner: Tuner; readonly version: string } {
    const database = this.#reader.version();
    if (this.#tunings?.database !== database) {
      const tunings = this.#reader.tunings();
      const version = tunings.map(({ id }) => id).join();
      this.#tunings = { database, version, tuner: new Tuner(tunings) };
    }
    return this.#tunings;
  }

  hits({ id, published }: PublishedFile): readonly StoredHit[] {
    const { generation, hitsRun } = published;
    if (hitsRun === null) return [];
    const path = hitsPath(this.caseDir, id, generation, hitsRun);
    return this.#hits.get(path, () => readHits(path));
  }

  /** The run of the case's correlations that is published. */
  get correlationsRun(): number | null {
    return correlationsRunOf(this.#reader.setting(CORRELATIONS_SETTING));
  }

  correlations(): readonly StoredCorrelation[] {
    const run = this.correlationsRun;
    if (run === null) return [];
    const path = correlationsPath(this.caseDir, run);
    if (this.#correlated?.path !== path) this.#correlated = { path, hits: readCorrelations(path) };
    return this.#correlated.hits;
  }

  /** Bytes of decoded columns. */
  keepAtMost(bytes: number): void {
    this.#shards.keepAtMost(bytes);
  }

  close(): void {
    this.#shards.close();
    this.#reader.close();
  }
}

function lastTimeOf(files: readonly PublishedFile[]): FileTime | null {
  let last: FileTime | null = null;
  for (const { published } of files) {
    const time = parseIsoTime(published.counts.lastEvent ?? '');
    if (time !== null && (last === null || time > last)) last = time;
  }
  return last;
}

/** Changes whenever anything a search reads is replaced. */
export const publishedKey = (files: readonly PublishedFile[]): string =>
  files
    .map(
      ({ id, published }) =>
        `${id}.${published.generation}.${published.detectionsRun}.${published.hitsRun}`,
    )
    .join(' ');

/** The same while a search is under way. @throws the error where it is the end of the search */
export function problemOrCancel(file: { readonly name: string }, error: unknown): string {
  if (error instanceof CaseScopeError && error.code === 'cancelled') throw error;
  return problemOf(file, error);
}

/** What one file's damage says in an answer about the others. */
export const problemOf = (file: { readonly name: string }, error: unknown): string =>
  `${file.name}: ${errorText(error)}`;
