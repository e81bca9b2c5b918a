/** What the window is shown: the shapes of answers and feeds. No path of evidence is ever a key here. */
import type { MoveProgress } from './case-move';
import type { AppCommand } from './app-command';
import type { EventPart } from './event-part';
import type { ChosenSets } from '../model/rule-sets';
import type { RuleDiff } from '../model/rule-diff';
import type { RuleRow } from './rule-row';
import type { RuleTuning } from '../model/rule-tuning';
import type { CorrelatingState, CorrelationsFound } from './correlations';
import type { ColumnWidths } from '../model/column-widths';
import type { FieldMatch } from '../model/detection';
import type { EventLayout, SavedLayout } from '../model/event-layout';
import type { EventMarks, TagUse } from '../model/event-mark';
import type { EvidenceFile } from '../model/evidence-file';
import type { FieldValue, Recovery } from '../model/event';
import type { FileState } from '../model/file-states';
import type { IndicatorHit } from '../model/indicator';
import type { Level } from '../model/level';
import type { RawValue } from '../model/raw-value';
import type { SlowRule } from '../model/slow-rule';
import type { FileStatus } from './order';
import type { TriedFile } from './tried-files';

export interface Settings {
  readonly workers: number;
  /** Longest record of NDJSON. */
  readonly lineLimitMib: number;
  /** Of decoded columns (shared/model/search-memory.ts). */
  readonly searchMemoryMb: number;
  readonly theme: 'system' | 'dark' | 'light';
  readonly timeZone: string;
  readonly eventLayout: EventLayout;
  readonly savedLayouts: SavedLayout[];
  readonly columnWidths: ColumnWidths;
}

export interface RecentCase {
  readonly id: number;
  readonly name: string;
  /** For the eye only. */
  readonly folder: string;
  readonly missing: boolean;
}

export interface CaseInfo {
  readonly name: string;
  readonly folder: string;
  /** Address of the cluster that has its events; null where they are in its folder. */
  readonly cluster: string | null;
}

export interface AppState {
  readonly version: string;
  readonly settings: Settings;
  readonly recent: readonly RecentCase[];
  readonly open: CaseInfo | null;
}

/** A row of the evidence table is the file itself. Its path is shown in a tooltip and never sent back. */
export type EvidenceRow = EvidenceFile;

/** Progress of one active file. */
export interface FileProgress {
  readonly fileId: number;
  readonly state: FileState;
  readonly done: number;
  readonly total: number;
  readonly unit: FileStatus['unit'];
  /** Units a second in this phase; 0 until it can be told. */
  readonly ratePerSecond: number;
  readonly etaSeconds: number | null;
  /** Why nothing goes on: a cluster that does not answer, and is waited for. */
  readonly waitsFor?: string | undefined;
}

/** What each worker process is doing. */
export interface WorkerView {
  readonly number: number;
  readonly fileName: string | null;
  readonly progress: FileProgress | null;
}

export interface QueueView {
  readonly workers: readonly WorkerView[];
  readonly queued: number;
  readonly active: number;
  readonly failed: number;
  readonly paused: boolean;
  /** Null until something was measured. */
  readonly etaSeconds: number | null;
  /** SQLITE_BUSY and SQLITE_LOCKED in all processes since start. */
  readonly lockErrors: number;
  /** Files examined (hashed) so far by the intake under way; null while there is none. */
  readonly examined: number | null;
  /** Hashes of what a hunt that starts now hunts with. */
  readonly packs: { readonly rules: string; readonly indicators: string };
  /** Correlations published now; `run` is another whenever they are. */
  readonly correlations: CorrelationsFound;
  readonly correlating: CorrelatingState;
}

/** Answer to an operation over files: `12 queued, 2 active`. */
export interface QueueAnswer {
  /** How many files the operation took effect on. */
  readonly done: number;
  /** Refused because they are active (or, for cancel, because they are not). */
  readonly refused: number;
  /** sigma_only or ioc_only files that had nothing published and run full instead. */
  readonly becameFull: number;
}

export interface AddedEvidence {
  readonly accepted: number;
  readonly duplicates: number;
  readonly skipped: number;
}

/** Rows `start`… of a list of `total`; `rows` may be shorter at the end. */
export interface RowsAnswer<Row> {
  readonly total: number;
  readonly start: number;
  readonly rows: readonly Row[];
  /** Files whose store could not be read, each with its reason; the rows are of the others. */
  readonly problems: readonly string[];
}

/** One event of the grid. `columns` in step with the asked ones; null where the event lacks the field. */
export interface EventRow {
  readonly file: number;
  readonly event: number;
  readonly fileName: string;
  readonly time: string | null;
  readonly offset: number;
  readonly recordId: string | null;
  readonly recovery: Recovery;
  readonly eventId: string | null;
  readonly channel: string | null;
  readonly provider: string | null;
  readonly computer: string | null;
  /** Names and values run together, cut to what a line shows. */
  readonly summary: string;
  readonly columns: readonly (string | null)[];
  /** Places in `columns` whose text is not the value itself: it is cut, or several values run together. */
  readonly abridged: readonly number[];
  /** Highest level of a detection on it; null without one. */
  readonly level: Level | null;
  readonly hits: number;
  readonly marks: EventMarks;
  /** How many there are of it among the events found, where the others are left out; 1 else. */
  readonly copies: number;
}

/**
 * Events found by intervals of time. Interval n is from edge n up to edge n + 1, ISO 8601; there is one edge
 * more than intervals, and none of either where no event has a time.
 */
export interface EventHistogram {
  readonly edges: readonly string[];
  readonly events: readonly number[];
  /** Events with detections, by the highest level of each. */
  readonly levels: readonly Readonly<Record<Level, number>>[];
  /** Events without a time. */
  readonly untimed: number;
}

/** The examiner's marks of the case: its tags, and how many events are out of sight. */
export interface MarksState {
  readonly tags: readonly TagUse[];
  readonly hidden: number;
}

/** What was written, and what could not be. */
export interface ExportedEvents {
  readonly fileName: string;
  readonly events: number;
  readonly problems: readonly string[];
}

/** How many of the events found have a value; null is a field without one. */
export interface ValueCount {
  readonly value: string | null;
  readonly count: number;
}

export interface FieldValues extends RowsAnswer<ValueCount> {
  /** Events found, and those of them that have the field. */
  readonly events: number;
  readonly having: number;
}

/** A field of the case's events. */
export interface FieldUse {
  readonly name: string;
  /** Files with events that have it. */
  readonly files: number;
}

export interface EventDetail {
  readonly file: number;
  readonly event: number;
  readonly fileName: string;
  readonly sha256: string | null;
  readonly time: string | null;
  readonly offset: number;
  readonly recordId: string | null;
  readonly recovery: Recovery;
  readonly fields: readonly { readonly name: string; readonly value: FieldValue }[];
  /** evtx_dump's shape for EVTX, the original record for NDJSON; pretty-printed. */
  readonly json: string;
  readonly marks: EventMarks;
  /** Null for NDJSON. */
  readonly xml: string | null;
  /** Bytes of values whose text tells less than they do. */
  readonly rawValues: readonly RawValue[];
  readonly detections: readonly DetectionRow[];
  readonly hits: readonly HitRow[];
}

/** Damage met while a file was read. */
export interface FlawRow {
  /** From 1, in the order they were met. */
  readonly id: number;
  readonly kind: string;
  readonly offset: number;
  /** 1-based; null where the file has no lines. */
  readonly line: number | null;
  readonly reason: string;
  /** A record or line could not be read at all. */
  readonly recordLost: boolean;
}

/** A page of a file's flaws; `total` are the listed ones, of which there may be fewer than counted. */
export interface FlawsAnswer extends RowsAnswer<FlawRow> {
  readonly counted: { readonly flaws: number; readonly lostRecords: number };
  /** Of the listed ones, the most frequent first. */
  readonly kinds: readonly { readonly kind: string; readonly count: number }[];
}

/** Where a detection or hit stands. */
export interface EventPlace {
  readonly file: number;
  readonly event: number;
  readonly fileName: string;
  readonly offset: number;
  readonly recordId: string | null;
  readonly eventRecordId: string | null;
  readonly recovery: Recovery;
  readonly time: string | null;
  readonly channel: string | null;
  readonly eventId: string | null;
  readonly computer: string | null;
}

export interface DetectionRow extends EventPlace {
  readonly ruleId: string;
  readonly ruleTitle: string;
  readonly level: Level;
  readonly status: string;
  readonly author: string;
  readonly tags: readonly string[];
  /** Which log the event came from: `sysmon`, `security`… */
  readonly source: string;
  /** SHA-256 of the rule's file. */
  readonly ruleHash: string;
  readonly matches: readonly FieldMatch[];
  /** Null for a rule that looks at single events. The row's event is the last of the correlated ones. */
  readonly correlation: CorrelationFacts | null;
  /** Why tuning leaves it out; null where it is shown. */
  readonly suppressedBy: RuleTuning | null;
}

/** What a correlation found. Times are `formatFileTime` text. */
export interface CorrelationFacts {
  readonly from: string;
  readonly to: string;
  /** Group-by name → value. */
  readonly group: readonly FieldMatch[];
  /** All of them, each once; the oldest and the newest are listed. */
  readonly events: number;
  readonly contributions: readonly {
    readonly file: number;
    readonly event: number;
    readonly time: string;
    readonly rule: string;
    /** Its place among all of them, in the order of time, from 0. */
    readonly at: number;
  }[];
}

/** One indicator in one event; type, mode and text are those it was hunted with. */
export interface HitRow extends EventPlace, Omit<IndicatorHit, 'indicatorId'> {
  readonly indicatorId: number;
}

/** Rules that change what earlier imports brought, waiting to be taken or not. */
export interface RuleUpdate {
  readonly name: string;
  /** Imports it is a newer version of. */
  readonly replaces: readonly string[];
  /** Others of whose rules some run no more. */
  readonly beside: readonly {
    readonly name: string;
    readonly givesWay: number;
    readonly of: number;
  }[];
  /** What runs before and after, where it takes the place of those it replaces. */
  readonly diff: RuleDiff;
  /** Files of the added and changed rules, to be tried on the case; null where they are too many. */
  readonly fresh: readonly TriedFile[] | null;
}

/** What came of choosing rules to import; null: nothing was chosen. */
export type RuleImport =
  | { readonly type: 'imported'; readonly rules: RulesState }
  | { readonly type: 'update'; readonly update: RuleUpdate }
  | null;

/** What rules that are tried find in the case. */
export interface RuleTrial {
  /** Rules of these that did not load, and why. */
  readonly refused: readonly Pick<RuleRow, 'title' | 'file' | 'state' | 'reason'>[];
  /** Files it was tried on, of how many; fewer where time ran out. */
  readonly files: number;
  readonly ofFiles: number;
  readonly events: number;
  /** Rules whose log source some event has. */
  readonly rulesApplied: number;
  /** All of them. Events of rules that only feed correlations do not count. */
  readonly detections: number;
  /** Of each rule that has some, the most first; at most a hundred rules. */
  readonly byRule: readonly { readonly title: string; readonly detections: number }[];
  /** How many rules have some. */
  readonly rulesWith: number;
  /** The first ones by time. */
  readonly rows: readonly DetectionRow[];
  /** Files that could not be read, and why. */
  readonly problems: readonly string[];
  readonly slow: readonly SlowRule[];
  readonly seconds: number;
}

/** A rule of the examiner's own. */
export interface OwnRule {
  readonly text: string;
  /** Its unit tests, as `rules test` reads them; empty without any. */
  readonly cases: string;
}

export type RuleSourceView = RuleSourceFacts &
  (
    | { readonly kind: 'starter' | 'own' }
    /** `hash` names it to `rules.removeImported`. */
    | { readonly kind: 'imported'; readonly hash: string }
  );

interface RuleSourceFacts {
  /** `Starter rules`, `sigmahq-rules.zip`… */
  readonly name: string;
  readonly files: number;
}

export interface RulesState {
  readonly sources: readonly RuleSourceView[];
  /** Files of rules that can be edited. */
  readonly own: readonly string[];
  /** Chosen in the open case; null without one. */
  readonly sets: ChosenSets | null;
  readonly loaded: number;
  readonly total: number;
  readonly rows: readonly RuleRow[];
}

/** Detections of one rule in the case; correlations count as theirs. */
export interface RuleCount {
  /** `ruleKey` of the rule. */
  readonly key: string;
  readonly detections: number;
  readonly files: number;
}

/** What main tells without being asked. The latest item of a feed replaces the earlier ones. */
export interface Feeds {
  /** Rows that are new or changed, and ids that are gone. */
  evidence: { readonly changed: readonly EvidenceRow[]; readonly removed: readonly number[] };
  /** All active files; at most ten a second. */
  progress: readonly FileProgress[];
  queue: QueueView;
  case: CaseInfo | null;
  /** Of a search that goes on; its answer follows. */
  eventPart: EventPart;
  /** How far the export under way is; null when none is. */
  exporting: { readonly done: number; readonly total: number } | null;
  /** How far the move of the case is; null when none is under way. */
  moving: MoveProgress | null;
  /** Something that happened without being asked for, in a sentence that stays until it is read. */
  notice: string;
  /** A menu command or its accelerator. */
  command: AppCommand;
}
export type FeedName = keyof Feeds;

/** How the unit tests of a rule came out; they may be no list yet while they are typed. */
export type CaseResults =
  | { readonly type: 'unreadable'; readonly reason: string }
  | {
      readonly type: 'ran';
      readonly passed: number;
      readonly failures: readonly { readonly name: string; readonly reason: string }[];
    };
