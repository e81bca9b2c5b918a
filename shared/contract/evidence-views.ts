/** What the window is shown of evidence files and the queue. No path of evidence is ever a key here. */
import type { EvidenceFile } from '../model/evidence-file';
import type { FileState } from '../model/file-states';
import type { HuntPacks } from '../model/stale';
import type { CorrelatingState, CorrelationsFound } from './correlations';
import type { FileStatus } from './order';
import type { RowsAnswer } from './rows-answer';

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
  /** What a hunt that starts now hunts with. */
  readonly packs: HuntPacks;
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
