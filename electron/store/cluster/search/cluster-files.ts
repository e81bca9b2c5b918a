/** The published files of a case whose events are in a cluster: heads, what was found in them, single events. */
import { z } from 'zod';
import type { EventPlace, FieldUse } from '@shared/contract/views';
import type { FileTime } from '@shared/model/file-time';
import type { EventMarks } from '@shared/model/event-mark';
import { fileId } from '@shared/model/ids';
import { CaseFacts, type PublishedFile } from '../../search/case-facts';
import { placeIn } from '../../search/event-rows';
import type { ListedCase } from '../../search/listed-case';
import { RecentlyUsed } from '../../search/recently-used';
import { type TunedDetection, tuned } from '../../search/tuned-detection';
import { fieldNames } from '../../shard/field-names';
import type { StoredEvent } from '../../event-store';
import type { StoredDetection } from '../../sidecar/detections';
import type { StoredHit } from '../../sidecar/hits';
import { HEAD, type Head, headId } from '../books-index';
import type { CaseCalls } from '../case-calls';
import { ClusterGeneration } from '../cluster-generation';
import { storedDetectionOf, storedHitOf } from '../cluster-sidecars';
import { EVENT_SOURCE_FIELDS, eventId, storedEventOf } from '../event-document';
import { allOf, anyOf, type Clause, termsIn } from '../query/clause';
import type { CaseIndex } from './case-index';
import { documentStream } from './document-stream';
import { detectionParts, hitParts, partOfFile } from './parts';
import { shownEvent, textsOfEvent } from './source-event';

const MOST_HEADS = 65_536;
/** Lists of what was found in a file. */
const MOST_FOUND = 4_096;
/** Files whose events with findings are kept. */
const MOST_EVENT_LISTS = 256;

export type FoundKind = 'detection' | 'hit';
const FOUND_SHAPE = { _source: ['part', 'event', 'found'] };
const EVENT_SHAPE = { _source: EVENT_SOURCE_FIELDS };
const OF_PART = z.object({ part: z.string() }).loose();

export class ClusterFiles extends CaseFacts implements ListedCase {
  readonly index: CaseIndex;
  readonly #calls: CaseCalls;
  readonly #heads = new RecentlyUsed<string, Head>(MOST_HEADS);
  readonly #found = new RecentlyUsed<string, readonly unknown[]>(MOST_FOUND);
  readonly #events = new RecentlyUsed<string, Map<number, StoredEvent>>(MOST_EVENT_LISTS);

  constructor(caseDir: string, calls: CaseCalls, index: CaseIndex) {
    super(caseDir);
    this.#calls = calls;
    this.index = index;
  }

  /** @throws CaseScopeError `shard-damaged` where the cluster has none */
  head(file: PublishedFile): Head {
    const part = partOfFile(file);
    return this.#heads.get(part, () => HEAD.parse(this.#calls.book(headId(part))));
  }

  generation(file: PublishedFile): ClusterGeneration {
    return new ClusterGeneration(this.#calls, partOfFile(file));
  }

  /** Every field of the case's events, by name. */
  fieldUses(): readonly FieldUse[] {
    const uses = new Map<string, number>();
    for (const file of this.published(null))
      for (const name of this.head(file).fields) uses.set(name, (uses.get(name) ?? 0) + 1);
    return [...uses]
      .map(([name, files]) => ({ name, files }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  detections(file: PublishedFile): readonly TunedDetection[] {
    return this.#tuned(file).filter(({ suppressedBy }) => suppressedBy === null);
  }

  suppressed(file: PublishedFile): readonly TunedDetection[] {
    return this.#tuned(file).filter(({ suppressedBy }) => suppressedBy !== null);
  }

  #tuned(file: PublishedFile): TunedDetection[] {
    return this.#list(file, 'detection').map((one) => this.tune(file, storedDetectionOf(one)));
  }

  /** As the examiner's tuning has it. @param event of the detection, read where it is not given */
  tune(file: PublishedFile, found: StoredDetection, event?: StoredEvent): TunedDetection {
    const read = (): StoredEvent => event ?? this.#event(file, found.event);
    return tuned(found, this.tuning.tuner, (field) => textsOfEvent(read())(field));
  }

  hits(file: PublishedFile): readonly StoredHit[] {
    return this.#list(file, 'hit').map(storedHitOf);
  }

  /** In the order of events, of each in the order it was found. */
  #list(file: PublishedFile, kind: FoundKind): readonly unknown[] {
    const [part] = partsOf(kind, file);
    if (part === undefined || mostFound(kind, file) === 0) return [];
    return this.#found.get(`${kind} ${part}`, () => this.#readFound(kind, termsIn('part', [part])));
  }

  #readFound(kind: FoundKind, part: Clause): readonly unknown[] {
    const query = allOf([part, { term: { kind } }]);
    const asked = { query, keys: ['event', 'nth'], order: 'asc', shape: FOUND_SHAPE } as const;
    return [...documentStream(this.index, asked)].map(({ _source: source }) => source);
  }

  /** What was found in some events of files: more is answered than that, in no order. */
  foundIn(
    kind: FoundKind,
    files: readonly PublishedFile[],
    events: readonly number[],
  ): FoundOfPart[] {
    const parts = files
      .filter((file) => mostFound(kind, file) > 0)
      .flatMap((file) => partsOf(kind, file));
    if (parts.length === 0) return [];
    const query = allOf([
      termsIn('part', parts),
      { term: { kind } },
      termsIn('event', [...new Set(events)]),
    ]);
    const asked = {
      query,
      keys: ['file', 'event', 'nth'],
      order: 'asc',
      shape: FOUND_SHAPE,
    } as const;
    return [...documentStream(this.index, asked)].map(({ _source: source }) => ({
      ...{ part: OF_PART.parse(source).part, source },
    }));
  }

  placeOf(file: PublishedFile, event: number): EventPlace {
    return placeIn(file, event, shownEvent(this.#event(file, event), this.namesOf(file)));
  }

  timeOf(file: PublishedFile, event: number): FileTime | null {
    return this.#event(file, event).time;
  }

  namesOf(file: PublishedFile): ReturnType<typeof fieldNames> {
    return fieldNames(this.head(file).fields);
  }

  #event(file: PublishedFile, event: number): StoredEvent {
    const { detectionsRun, hitsRun } = file.published;
    const key = `${partOfFile(file)} ${detectionsRun} ${hitsRun}`;
    const events = this.#events.get(key, () => this.#withFindings(file));
    const known = events.get(event) ?? this.oneEvent(file, event, EVENT_SHAPE, storedEventOf);
    events.set(event, known);
    return known;
  }

  #withFindings(file: PublishedFile): Map<number, StoredEvent> {
    const parts = [...detectionParts(file), ...hitParts(file)];
    if (parts.length === 0) return new Map();
    const children = ['detection', 'hit'].map((type) => childOf(type, termsIn('part', parts)));
    const query = allOf([termsIn('part', [partOfFile(file)]), anyOf(children)]);
    const asked = { query, keys: ['event'], order: 'asc', shape: EVENT_SHAPE } as const;
    const events = [...documentStream(this.index, asked)].map(({ _source }) =>
      storedEventOf(_source),
    );
    return new Map(events.map((event) => [event.index, event]));
  }

  /** @throws RangeError where the file has no such event */
  oneEvent<Read>(
    file: PublishedFile,
    event: number,
    shape: object,
    read: (source: unknown) => Read,
  ): Read {
    const query = allOf([termsIn('part', [partOfFile(file)]), { term: { event } }]);
    const [hit] = this.index.search({ query, size: 1, track_total_hits: false, ...shape }).hits
      .hits;
    if (hit === undefined) throw new RangeError(`no event ${event} in file ${file.id}`);
    return read(hit._source);
  }

  /** What the examiner marked of a file, by the offset of the record. */
  marks({ hashes }: PublishedFile): ReadonlyMap<number, EventMarks> {
    return this.fileMarks.byOffset(hashes?.sha256 ?? '');
  }

  /** Ids of the events of files the examiner marked so. */
  marked(files: readonly PublishedFile[], passes: (marks: EventMarks) => boolean): string[] {
    return files.flatMap((file) =>
      [...this.marks(file)].flatMap(([offset, marks]) =>
        passes(marks) ? [eventId(partOfFile(file), offset)] : [],
      ),
    );
  }

  /** Searched files by the part of their events. */
  byPart(files: readonly PublishedFile[]): ReadonlyMap<string, PublishedFile> {
    return new Map(files.map((file) => [partOfFile(file), file]));
  }

  fileOf(id: number): PublishedFile | null {
    return this.published([fileId(id)])[0] ?? null;
  }
}

export interface FoundOfPart {
  /** Of the run. */
  readonly part: string;
  readonly source: unknown;
}

export const partsOf = (kind: FoundKind, file: PublishedFile): string[] =>
  kind === 'detection' ? detectionParts(file) : hitParts(file);

/** Tuning moves detections from one count to the other. */
const mostFound = (kind: FoundKind, { published: { counts } }: PublishedFile): number =>
  kind === 'detection' ? counts.detections + counts.suppressed : counts.hits;

export const childOf = (type: string, query: Clause): Clause => ({ has_child: { type, query } });
