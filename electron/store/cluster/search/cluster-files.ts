/** The published files of a case whose events are in a cluster: what was found in them, and single events. */
import type { FieldUse } from '@shared/contract/event-views';
import type { EventPlace } from '@shared/contract/finding-views';
import { CaseScopeError } from '@shared/model/errors';
import type { EventMarks } from '@shared/model/event-mark';
import type { FileTime } from '@shared/model/file-time';
import { fileId } from '@shared/model/ids';
import type { StoredEvent } from '../../event-store';
import type { PublishedFile } from '../../case/published-rows';
import type { CutFile } from '../../search/case-end';
import { CaseFacts } from '../../search/case-facts';
import type { ListedCase } from '../../search/listed-case';
import { type TunedDetection, tuned } from '../../search/tuned-detection';
import { type FieldNames, fieldNames } from '../../shard/field-names';
import type { StoredDetection } from '../../sidecar/detections';
import type { StoredHit } from '../../sidecar/hits';
import type { CaseCalls } from '../case-calls';
import { ClusterGeneration } from '../cluster-generation';
import { storedDetectionOf, storedHitOf } from '../cluster-sidecars';
import { EVENT_SOURCE_FIELDS, eventId, storedEventOf } from '../event-document';
import { allOf, anyOf, type Clause, termsIn } from '../query/clause';
import { before } from '../query/time-clauses';
import type { CaseIndex } from './case-index';
import { ClusterHeads } from './cluster-heads';
import { eventPlaceOf } from './event-place';
import { extentOf } from './found-in-cluster';
import { FoundDocuments } from './found-documents';
import { FoundPlaces, type ListedEvent, listedEventOf } from './found-places';
import { lostIndices } from './lost-indices';
import { partOfFile } from './parts';
import { textsOfEvent } from './source-event';

const EVENT_SHAPE = { _source: EVENT_SOURCE_FIELDS };
const PLACE_SHAPE = { _source: ['part', 'event'] };

export class ClusterFiles extends CaseFacts implements ListedCase {
  readonly index: CaseIndex;
  readonly heads: ClusterHeads;
  readonly #calls: CaseCalls;
  #found: FoundDocuments;
  #places: FoundPlaces;

  constructor(caseDir: string, calls: CaseCalls, index: CaseIndex, clusterCase: string) {
    super(caseDir);
    this.#calls = calls;
    this.index = index;
    this.heads = new ClusterHeads(calls.line, clusterCase);
    this.#found = new FoundDocuments(index);
    this.#places = new FoundPlaces(index);
  }

  get found(): FoundDocuments {
    return this.#found;
  }

  /** Lists that may be in part are asked again. */
  forget(): void {
    this.forgetCaseEnd();
    this.#found = new FoundDocuments(this.index);
    this.#places = new FoundPlaces(this.index);
  }

  /**
   * Notes what is published of files and not there.
   * @param events of theirs that the cluster has
   * @returns what was noted; null where nothing is missing
   */
  requireEvents(files: readonly PublishedFile[], events: number): string | null {
    const published = files.reduce((sum, file) => sum + file.published.counts.events, 0);
    if (events >= published) return null;
    this.heads.read(files);
    const indexOf = (file: PublishedFile): string | null => this.heads.find(file)?.index ?? null;
    const lost = lostIndices(this.#calls, files, indexOf);
    const told = `${published - events} of ${published} events are missing here: ${lost}`;
    this.index.miss(told);
    return told;
  }

  generation(file: PublishedFile): ClusterGeneration {
    return new ClusterGeneration(this.#calls, partOfFile(file));
  }

  namesOf(file: PublishedFile): FieldNames {
    return fieldNames(this.heads.of(file).fields);
  }

  /** Every field of the case's events, by name. */
  fieldUses(): readonly FieldUse[] {
    const uses = new Map<string, number>();
    const files = this.published(null);
    this.heads.read(files);
    for (const file of files)
      for (const name of this.heads.of(file).fields) uses.set(name, (uses.get(name) ?? 0) + 1);
    return [...uses]
      .map(([name, of]) => ({ name, files: of }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  detections(file: PublishedFile): readonly TunedDetection[] {
    return this.#tuned(file).filter(({ suppressedBy }) => suppressedBy === null);
  }

  suppressed(file: PublishedFile): readonly TunedDetection[] {
    return this.#tuned(file).filter(({ suppressedBy }) => suppressedBy !== null);
  }

  #tuned(file: PublishedFile): TunedDetection[] {
    const found = this.found.of('detection', file, this.published(null)).map(storedDetectionOf);
    const { tuner } = this.tuning;
    // Only they are decided by what stands in the event.
    const asked = found.filter(({ rule }) => tuner.excludes(rule)).map(({ event }) => event);
    const events = this.#events(file, [...new Set(asked)]);
    return found.map((one) => this.tune(file, one, events.get(one.event)));
  }

  /** As the examiner's tuning has it. @param event of the detection, read where it is not given */
  tune(file: PublishedFile, found: StoredDetection, event?: StoredEvent): TunedDetection {
    const read = (): StoredEvent =>
      event ?? this.oneEvent(file, found.event, EVENT_SHAPE, storedEventOf);
    return tuned(found, this.tuning.tuner, (field) => textsOfEvent(read())(field));
  }

  /** Events of a file by number. */
  #events(file: PublishedFile, events: readonly number[]): Map<number, StoredEvent> {
    const read = new Map<number, StoredEvent>();
    for (let at = 0; at < events.length; at += EVENTS_A_CALL) {
      const some = events.slice(at, at + EVENTS_A_CALL);
      const query = allOf([termsIn('part', [partOfFile(file)]), termsIn('event', some)]);
      const asked = { query, size: some.length, track_total_hits: false, ...EVENT_SHAPE };
      for (const { _source: source } of this.index.search(asked).hits.hits) {
        const event = storedEventOf(source);
        read.set(event.index, event);
      }
    }
    return read;
  }

  hits(file: PublishedFile): readonly StoredHit[] {
    return this.found.of('hit', file, this.published(null)).map(storedHitOf);
  }

  placeOf(file: PublishedFile, event: number): EventPlace {
    return this.#listed(file, event).place;
  }

  timeOf(file: PublishedFile, event: number): FileTime | null {
    return this.#listed(file, event).time;
  }

  #listed(file: PublishedFile, event: number): ListedEvent {
    const known = this.#places.find(file, event, this.published(null));
    if (known !== undefined) return known;
    return listedEventOf(file, this.oneEvent(file, event, EVENT_SHAPE, storedEventOf));
  }

  /** @throws CaseScopeError `evidence-missing` where it is away, RangeError where the file has no such event */
  oneEvent<Read>(
    file: PublishedFile,
    event: number,
    shape: object,
    read: (source: unknown) => Read,
  ): Read {
    const query = allOf([termsIn('part', [partOfFile(file)]), { term: { event } }]);
    const hit = this.#hitOf(query, shape);
    if (hit === undefined) throw new RangeError(`no event ${event} in file ${file.id}`);
    return read(hit._source);
  }

  /** The event whose record stands there; null where there is none. @throws CaseScopeError `evidence-missing` where it is away */
  numberAt(file: PublishedFile, offset: number): number | null {
    const query = termsIn('_id', [eventId(partOfFile(file), offset)]);
    const hit = this.#hitOf(query, PLACE_SHAPE);
    return hit === undefined ? null : eventPlaceOf(hit._source).event;
  }

  #hitOf(query: Clause, shape: object): { readonly _source?: unknown } | undefined {
    const [hit] = this.index.search({ query, size: 1, track_total_hits: false, ...shape }).hits
      .hits;
    if (hit !== undefined) return hit;
    // Told of the whole case: one sentence, whichever files are asked for.
    const all = this.published(null);
    const told = this.requireEvents(all, this.index.count(termsIn('part', all.map(partOfFile))));
    if (told !== null) throw new CaseScopeError('evidence-missing', told);
    return undefined;
  }

  /** What the examiner marked of a file, by the offset of the record. */
  marks({ hashes }: PublishedFile): ReadonlyMap<number, EventMarks> {
    return this.fileMarks.byOffset(hashes?.sha256 ?? '');
  }

  protected override lastUpTo(cut: readonly CutFile[]): FileTime | null {
    const partsUpTo = (time: FileTime): string[] =>
      cut.filter(({ upTo }) => upTo === time).map(({ file }) => partOfFile(file));
    // As few as the days that files were added on.
    const times = new Set(cut.map(({ upTo }) => upTo));
    const clauses = [...times].map((time) =>
      allOf([termsIn('part', partsUpTo(time)), before(time + 1n)]),
    );
    return extentOf(this.index, anyOf(clauses))?.last ?? null;
  }

  /** Ids of the events of files the examiner marked so. */
  marked(files: readonly PublishedFile[], passes: (marks: EventMarks) => boolean): string[] {
    return files.flatMap((file) =>
      [...this.marks(file)].flatMap(([offset, marks]) =>
        passes(marks) ? [eventId(partOfFile(file), offset)] : [],
      ),
    );
  }

  fileOf(id: number): PublishedFile | null {
    return this.published([fileId(id)])[0] ?? null;
  }
}

const EVENTS_A_CALL = 1_000;

/** Searched files by the part of their events. */
export const byPart = (files: readonly PublishedFile[]): ReadonlyMap<string, PublishedFile> =>
  new Map(files.map((file) => [partOfFile(file), file]));
