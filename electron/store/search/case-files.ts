/** The published files of a case, opened for reading: shards and sidecars, each kept while in use. */
import type { FieldUse } from '@shared/contract/event-views';
import type { StandingEvents } from '@shared/contract/shard-outline';
import type { EventPlace } from '@shared/contract/finding-views';
import type { EventMarks } from '@shared/model/event-mark';
import type { DocumentKind } from '@shared/model/event';
import type { FileTime } from '@shared/model/file-time';
import type { FileId, PackId } from '@shared/model/ids';
import { detectionsPath, hitsPath, shardName } from '../case-paths';
import type { StoredGeneration } from '../event-store';
import { EventTexts } from '../event-texts';
import { readDetections, type StoredDetection } from '../sidecar/detections';
import { readHits, type StoredHit } from '../sidecar/hits';
import { type TunedDetection, tuned } from './tuned-detection';
import type { PublishedFile } from '../case/published-rows';
import { type CutFile, later } from './case-end';
import { CaseFacts } from './case-facts';
import { CaseShards } from './case-shards';
import { placeOf } from './event-rows';
import type { ListedCase } from './listed-case';
import { generationKey } from './open-shards';
import { RecentlyUsed } from './recently-used';
import { ShardOutlines } from './shard-outlines';
import type { Outline } from '../outline/outline';
import { readOr } from './sidecar-or';
import type { SegmentColumns } from './segment-columns';
import { lastTimeUpTo } from './time-places';

const MOST_SIDECARS = 256;
const MOST_CUT_ENDS = 65_536;

interface TunedList {
  /** Of the tunings: one list of a file is kept, whatever was tuned before. */
  readonly version: string;
  readonly detections: readonly TunedDetection[];
}

export class CaseFiles extends CaseFacts implements ListedCase {
  readonly #outlines: ShardOutlines;
  readonly #shards: CaseShards;
  readonly #detections = new RecentlyUsed<string, readonly StoredDetection[]>(MOST_SIDECARS);
  /** As the tuning of a version has them: an exclusion may ask the events. */
  readonly #tunedLists = new RecentlyUsed<string, TunedList>(MOST_SIDECARS);
  readonly #hits = new RecentlyUsed<string, readonly StoredHit[]>(MOST_SIDECARS);

  /** Last times of files up to what each may have. */
  readonly #cutEnds = new RecentlyUsed<string, FileTime | null>(MOST_CUT_ENDS);

  /** @param threads that read the case beside each other */
  constructor(caseDir: string, threads = 1) {
    super(caseDir);
    this.#outlines = new ShardOutlines(this.reader);
    const places = {
      packOf: (file: PublishedFile) => this.#packOf(file),
      lookAgain: () => void this.published(null),
    };
    this.#shards = new CaseShards(caseDir, places, threads);
  }

  /** As the case has it now: packing changes neither what was found nor what is known of a file. */
  #packOf({ id, published }: PublishedFile): PackId | null {
    const now = this.known(id)?.published;
    return now?.generation === published.generation ? now.pack : published.pack;
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
    for (const file of this.published(null)) {
      for (const name of readOr(() => this.#shards.head(file).fields.names))
        uses.set(name, (uses.get(name) ?? 0) + 1);
    }
    return [...uses]
      .map(([name, files]) => ({ name, files }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** What a file's events hold; null where that is not known before they are read. Packing changes nothing of it. */
  outline({ id, published }: PublishedFile): Outline | null {
    return this.#outlines.of(shardName(id, published.generation));
  }

  /** How the events of a file's own shard stand in it, or stood before they were packed; null where that is not known. */
  standingEvents({ id, published }: PublishedFile): StandingEvents | null {
    return this.#outlines.events(shardName(id, published.generation));
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

  placeOf(file: PublishedFile, event: number): EventPlace {
    return placeOf(this, file, event);
  }

  timeOf(file: PublishedFile, event: number): FileTime | null {
    const { columns, at } = this.place(file, event);
    return columns.time(at);
  }

  /** What the examiner marked, by the number of the event. */
  marks(file: PublishedFile): ReadonlyMap<number, EventMarks> {
    return this.fileMarks.of(file, () => this.segments(file));
  }

  /** In which files the examiner marked anything, as it is now. */
  marked(): (file: PublishedFile) => boolean {
    return this.fileMarks.marked();
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

  hits({ id, published }: PublishedFile): readonly StoredHit[] {
    const { generation, hitsRun } = published;
    if (hitsRun === null) return [];
    const path = hitsPath(this.caseDir, id, generation, hitsRun);
    return this.#hits.get(path, () => readHits(path));
  }

  protected override lastUpTo(cut: readonly CutFile[]): FileTime | null {
    const times = cut.map(({ file, upTo }) =>
      this.#cutEnds.get(`${generationKey(file)} ${upTo}`, () => this.#lastIn(file, upTo)),
    );
    return times.reduce(later, null);
  }

  /** A file that cannot be read has no say; a search tells of it. */
  #lastIn(file: PublishedFile, upTo: FileTime): FileTime | null {
    const segments = readOr(() => [...this.segments(file)].map(({ segment }) => segment));
    return segments.map((segment) => lastTimeUpTo(segment, upTo)).reduce(later, null);
  }

  /** Bytes of decoded columns. */
  keepAtMost(bytes: number): void {
    this.#shards.keepAtMost(bytes);
  }

  override close(): void {
    this.#shards.close();
    super.close();
  }
}
