/**
 * An evidence file of a case: what it is, what was last run over it, and what is published.
 */
import { type FileState, isActive, type Operation } from './file-states';
import type { FileId, Generation, PackId, RunId, Sha256 } from './ids';
import type { Level } from './level';
import type { LogIntegrity } from './log-integrity';
import type { SlowRule } from './slow-rule';
import type { SourceChoice } from './source-choice';

export type EvidenceKind = 'evtx' | 'ndjson' | 'json-array';

/** What intake decided. Only `accepted` files ever enter the queue. */
export type IntakeOutcome =
  | { readonly type: 'accepted' }
  /** `of` is null once the first copy was removed from the case. */
  | { readonly type: 'duplicate'; readonly of: FileId | null }
  | { readonly type: 'skipped'; readonly reason: string };

/** Completed files say how whole they are: `partial` means any failed record or flaw. */
export type FileResult = 'full' | 'partial' | 'no events';

export interface FileHashes {
  readonly sha256: Sha256;
  readonly sha1: string;
  readonly md5: string;
}

/** Counts of one published generation and its runs. Times are `formatFileTime` text or null. */
export interface PublishedCounts {
  readonly events: number;
  readonly failedRecords: number;
  readonly flaws: number;
  readonly recovered: number;
  /** Of the recovered ones: read with a template of another file of the case. */
  readonly borrowed: number;
  /** Of the recovered ones: still without a template. Null where an earlier version read the file. */
  readonly unresolved: number | null;
  readonly detections: number;
  readonly detectionsByLevel: Readonly<Record<Level, number>>;
  /** Detections that tuning leaves out, beside the counted ones. */
  readonly suppressed: number;
  /** Rules whose log source some event has: with none, no rule is applicable. Null where it is not known. */
  readonly rulesApplied: number | null;
  readonly slowRules: readonly SlowRule[];
  /** Indicator × event. */
  readonly hits: number;
  readonly eventsWithHits: number;
  readonly firstEvent: string | null;
  readonly lastEvent: string | null;
  /** The computer most of its events name. */
  readonly host: string | null;
  /** State of an event log as a file; null for other evidence, and where it was not looked at. */
  readonly integrity: LogIntegrity | null;
}

/** Hashes of the packs detections and hits were made with; null where there are none or it is not known. */
export interface HuntedWith {
  readonly rules: string | null;
  readonly indicators: string | null;
}

/** What every view and search reads; replaced in one transaction, never edited. */
export interface Published {
  readonly generation: Generation;
  /** Where its events lie together with those of other small files; null where they have a shard of their own. */
  readonly pack: PackId | null;
  readonly detectionsRun: RunId | null;
  readonly hitsRun: RunId | null;
  readonly result: FileResult;
  readonly counts: PublishedCounts;
  readonly huntedWith: HuntedWith;
}

export interface LastRun {
  readonly operation: Operation;
  readonly state: FileState;
  /** Why it failed, in a sentence; null otherwise. */
  readonly error: string | null;
  /** Runs begun since the file was last queued by the examiner. */
  readonly attempts: number;
  readonly seconds: number | null;
}

/** A file of a case whose events are in a cluster. */
export interface FileInCluster {
  /** Given in the order files are claimed there. */
  readonly number: number;
  /** Name of the laptop that has the evidence; null where it is this one. */
  readonly owner: string | null;
}

export interface EvidenceFile {
  readonly id: FileId;
  /** Path as added; shown, and never used by the window to open anything. */
  readonly path: string;
  readonly name: string;
  readonly sizeBytes: number;
  /** Modification time of the file when it was added, Unix ms: a cheap sign that it was changed since. */
  readonly modifiedMs: number;
  /** Null for skipped files. */
  readonly kind: EvidenceKind | null;
  readonly sourceLabel: string;
  /** How it is read, where it is NDJSON. */
  readonly sourceChoice: SourceChoice;
  /** Hash of the snapshot of templates it is lent, where it is an event log; null where it has its own only. */
  readonly lent: string | null;
  readonly hashes: FileHashes | null;
  readonly intake: IntakeOutcome;
  readonly addedAt: string;
  /** Higher runs earlier; 0 is ordinary. */
  readonly priority: number;
  /** Null until an operation was asked for. */
  readonly lastRun: LastRun | null;
  readonly published: Published | null;
  /** Null in a case of its own, and until the file was first claimed. */
  readonly cluster: FileInCluster | null;
}

/** A worker has it. */
export const isBeingWorkedOn = ({ lastRun }: EvidenceFile): boolean =>
  lastRun !== null && isActive(lastRun.state);

/** Whether some of its events were read without a template, or with one that is lent to it. */
export const mayLackTemplates = ({ kind, lent, published }: EvidenceFile): boolean => {
  if (kind !== 'evtx' || published === null) return false;
  const { recovered, unresolved } = published.counts;
  return lent !== null || (unresolved ?? recovered) > 0;
};
