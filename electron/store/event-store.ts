/**
 * The seam between the events of a case and everything that writes, hunts or searches them. What lies
 * behind it is chosen in `event-store-of.ts` and known nowhere else (docs/decisions/0009).
 *
 * - `EventStore`: the events of one case. A file's events come in generations; each is written once, by one
 *   worker, and read by anybody once it is finished.
 * - `GenerationWriter`: takes the records of one file. `StoredGeneration`: gives them back, as columns, as
 *   events, as original records.
 * - `CaseSearcher`: questions over everything published.
 *
 * Every call is synchronous: a pipeline and a search each have a thread of their own and nothing to do but
 * wait. A damaged store is a CaseScopeError `shard-damaged`, thrown by whatever call meets the damage.
 */
import type { z } from 'zod';
import type { ClusterFile } from '@shared/contract/cluster';
import type { EventRowsPart } from '@shared/contract/event-part';
import type { EventSearch } from '@shared/contract/event-search';
import type { DetectionCounts } from '@shared/contract/order';
import type { ShardOutline } from '@shared/contract/shard-outline';
import type {
  DETECTION_ROWS,
  EVENT_HISTOGRAM,
  EVENT_ROW_AT,
  EVENT_ROWS,
  FIELD_VALUES,
  HIT_ROWS,
} from '@shared/contract/event-requests';
import type { FLAW_ROWS } from '@shared/contract/evidence-requests';
import type { GroupedHits, HITS_GROUPED, IndicatorHits } from '@shared/contract/hit-groups';
import type { WeighedIndicators } from '@shared/contract/indicators';
import type { UntouchedFile, UntouchedOrder } from '@shared/contract/untouched';
import type { TRIAL_ORDER } from '@shared/contract/search';
import type {
  EventDetail,
  EventHistogram,
  EventRow,
  FieldUse,
  FieldValues,
} from '@shared/contract/event-views';
import type { FlawRow, FlawsAnswer } from '@shared/contract/evidence-views';
import type { DetectionRow, EventPlace, HitRow } from '@shared/contract/finding-views';
import type { RowsAnswer } from '@shared/contract/rows-answer';
import type { RuleCount, RuleTrial } from '@shared/contract/rule-views';
import type { Column, SearchableColumn } from '@shared/model/columns';
import type { DocumentKind, EventFields, EventRecord, Recovery } from '@shared/model/event';
import type { EventMarks, StableKey } from '@shared/model/event-mark';
import type { FileTime } from '@shared/model/file-time';
import type { Flaw } from '@shared/model/flaw';
import type { HuntClock } from '@shared/sigma/engine/text-tests';
import type { FileId, Generation, PackId, RunId } from '@shared/model/ids';
import type { IndicatorHit } from '@shared/model/indicator';
import type { Tuner } from '@shared/sigma/tuning';
import type { Interval } from './search/interval-counts';
import type { WeighedDraft } from './search/indicator-needs';
import type { OtherShares } from './search/shares';
import type { TunedDetection } from './search/tuned-detection';
import type { FieldNames } from './shard/field-names';
import type { ShardSummary } from './shard/shard-summary';
import type { CorrelatedRow, PlacedMatch, StoredDetection } from './sidecar/detections';
import type { HitCounts, StoredHit } from './sidecar/hits';
import type { SidecarWriter } from './sidecar/sidecar-writer';

export interface EventStore {
  /** Begins a generation no one has written before. @param estimatedEvents how many there will be, about */
  write(
    place: GenerationPlace,
    documentKind: DocumentKind,
    estimatedEvents: number,
  ): GenerationWriter;
  read(place: GenerationPlace): StoredGeneration;
  /** Begins what a run finds with rules. @param tuner what detections are counted by */
  writeDetections(run: RunPlace, tuner: Tuner): SidecarWriter<PlacedMatch, DetectionCounts>;
  /** In the order of their events. */
  detections(run: RunPlace): Iterable<StoredDetection>;
  /** What correlations read of the run's events, in no order. */
  correlated(run: RunPlace): Iterable<CorrelatedRow>;
  /** Begins what a run finds with indicators. */
  writeHits(run: RunPlace): SidecarWriter<IndicatorHit, HitCounts>;
  /** In the order of their events. */
  hits(run: RunPlace): Iterable<StoredHit>;
  /**
   * @param step called often while a question is answered; may throw a CaseScopeError `cancelled` to end it
   * @param others threads that search shares of the case's files; a cluster needs none
   * @throws CaseScopeError `case-missing` where there is no case
   */
  search(step?: () => void, others?: OtherShares): CaseSearcher;
}

/** Where a finished generation lies: in a shard of its own, or packed together with those of other files. */
export interface GenerationPlace {
  readonly file: FileId;
  readonly generation: Generation;
  readonly pack: PackId | null;
  /** What the file goes by in the cluster; absent where its events lie in the case's folder. */
  readonly inCluster?: ClusterFile | undefined;
}

/** What one run found in a generation. */
export interface RunPlace extends GenerationPlace {
  readonly run: RunId;
}

/** Nothing of a generation can be seen before `finish`; one that is not finished must be abandoned. */
export interface GenerationWriter {
  /** In the order of the file; events are numbered from 0. */
  add(event: EventRecord): void;
  addFlaw(flaw: Flaw): void;
  /**
   * Makes the generation readable, and durable.
   * @param copied what a copy of another generation says of itself instead of what was counted
   */
  finish(copied?: CopiedFacts): WrittenGeneration;
  /** Leaves nothing behind. */
  abandon(): void;
}

/** What the events of a generation do not tell: a list of flaws is cut, its counts are not. */
export interface CopiedFacts {
  readonly summary: ShardSummary;
  /** Those that are listed. */
  readonly flaws: readonly FlawRow[];
}

/** What is told of a generation once it is written. */
export interface WrittenGeneration {
  readonly summary: ShardSummary;
  /** Null in a cluster, which has indices of its own. */
  readonly outline: ShardOutline | null;
}

export interface StoredGeneration {
  readonly head: GenerationHead;
  /** Events of the generation. */
  readonly count: number;
  segment(id: number): Segment;
  /** Read apart from the segment: only who shows or follows events wants them. */
  places(segment: number): SegmentPlaces;
  /** Ids of the fields that occur in a segment, ascending. */
  fieldsIn(segment: number): readonly number[];
  /** Null where no event of the segment has the field. */
  column(segment: number, field: number): Column | SearchableColumn | null;
  /** What each event of a segment says beside its fields, as a tuple (`EventRecord.rawTexts`); null as above. */
  rawTexts(segment: number): Column | null;
  /** Every event in order. */
  events(): Generator<StoredEvent, void, undefined>;
  /** The original record of an event, written as `head.documentKind` says. */
  document(event: number): string;
  /** Listed flaws in the order they were met, from `start` to before `end`. */
  flaws(start: number, end: number): FlawRow[];
  /** How many of each kind are listed, the most frequent first. */
  flawKinds(): { kind: string; count: number }[];
  close(): void;
}

/** What a generation says before any event is read. It stays good when the generation is closed. */
export interface GenerationHead {
  readonly documentKind: DocumentKind;
  readonly summary: ShardSummary;
  readonly segmentCount: number;
  readonly fields: FieldNames;
  /** What records say beside their fields was kept; otherwise it is read from them when it is asked for. */
  readonly keepsRawTexts: boolean;
}

/** What every event of a stretch has, in step; the getters throw where it is damaged. */
export interface Segment {
  readonly id: number;
  /** Number of its first event in the generation. */
  readonly firstEvent: number;
  readonly events: number;
  readonly times: BigUint64Array;
  readonly hasTime: Uint8Array;
  readonly recovered: Uint8Array;
}

/** Where the events of a segment stand in their file, in step; the getters throw where it is damaged. */
export interface SegmentPlaces {
  readonly offsets: EventNumbers;
  readonly recordIds: EventNumbers;
  readonly hasRecordId: Uint8Array;
}

/** One of each event, in order; to ask for one of them does not unpack the others. */
export interface EventNumbers extends Iterable<bigint> {
  at(event: number): bigint | undefined;
}

/** One event as stored; its document is read apart. */
export interface StoredEvent extends EventFields {
  /** Number of the event in its generation, from 0. */
  readonly index: number;
  readonly offsetBytes: number;
  readonly recordId: string | null;
  readonly time: FileTime | null;
  readonly recovery: Recovery;
}

/** Good until the searcher is closed. */
export interface FoundEvents {
  readonly count: number;
  /** Files that could not be searched, and why; behind the last event, those of which events could not be read too. */
  readonly problems: readonly string[];
  /** The first `limit`, or all, in the order asked for. */
  events(limit?: number): Iterable<FoundEvent>;
}

/** Each part is read when it is asked for. */
export interface FoundEvent {
  /** Of its evidence file. */
  readonly path: string;
  readonly time: FileTime | null;
  readonly place: EventPlace;
  readonly fields: EventFields;
  readonly findings: EventFindings;
}

/** What was found in an event, and what the examiner marked it with. */
export interface EventFindings {
  readonly detections: readonly TunedDetection[];
  readonly hits: readonly StoredHit[];
  readonly marks: EventMarks;
}

/** Files whose store is damaged are told in `problems`; the answer is of the others. */
export interface CaseSearcher {
  /**
   * @param onPart told now and then what was found so far, where the search takes long and begins at its first row
   * @throws QueryError with the place of the fault
   */
  eventRows(
    asked: z.infer<typeof EVENT_ROWS>,
    onPart?: (part: EventRowsPart) => void,
  ): RowsAnswer<EventRow>;
  /** Everything a search finds, for whoever reads it all. @throws QueryError with the place of the fault */
  find(search: EventSearch): FoundEvents;
  /** By time. @throws QueryError as above */
  histogram(asked: z.infer<typeof EVENT_HISTOGRAM>): EventHistogram;
  /** Intervals of one width that have events, in the order of time. */
  intervals(search: EventSearch, widthTicks: bigint): Iterable<Interval>;
  /** By the values of a field. */
  values(asked: z.infer<typeof FIELD_VALUES>): FieldValues;
  fields(): readonly FieldUse[];
  rowAt(asked: z.infer<typeof EVENT_ROW_AT>): { readonly row: number };
  /** Stable keys of the rows found, from `start` to before `end`. */
  keys(search: EventSearch, start: number, end: number): readonly StableKey[];
  /** Where an event stands; null where the case has no such file any more. */
  place(file: number, event: number): EventPlace | null;
  /**
   * Null where the case has no such file any more, or the file no record there.
   * @param offset of its record, where it is known: the number of the event may be of an index before
   */
  event(file: number, event: number, offset?: number): EventDetail | null;
  detections(asked: z.infer<typeof DETECTION_ROWS>): RowsAnswer<DetectionRow>;
  /** Rules that have any, in no order. */
  detectionsByRule(): readonly RuleCount[];
  hits(asked: z.infer<typeof HIT_ROWS>): RowsAnswer<HitRow>;
  hitGroups(asked: z.infer<typeof HITS_GROUPED>): readonly GroupedHits[];
  /** Indicators that hit anything, in no order. */
  hitsByIndicator(): readonly IndicatorHits[];
  /** Damage met in one file. @throws CaseScopeError `evidence-missing` where it has nothing published */
  flaws(asked: z.infer<typeof FLAW_ROWS>): FlawsAnswer;
  /** What rules that are being written would find; nothing is kept. */
  tryRules(asked: z.infer<typeof TRIAL_ORDER>, clock: HuntClock): RuleTrial;
  /** Bytes of decoded columns that stay in memory; what is beyond is given up. */
  keepAtMost(bytes: number): void;
  /** What each of some indicators would hit, told from the columns. */
  weighIndicators(sought: readonly WeighedDraft[]): WeighedIndicators;
  /** Files that have no hit of some indicators, told without a hunt; those of which that is not sure are left out. */
  untouchedFiles(asked: UntouchedOrder): readonly UntouchedFile[];
  /** Lets go of a file's store, which is about to be replaced; everything else stays warm. */
  release(file: FileId): void;
  close(): void;
}
