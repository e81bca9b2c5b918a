/** What main tells the window without being asked. */
import type { AppCommand } from './app-command';
import type { CaseInfo } from './app-views';
import type { MoveProgress } from './case-move';
import type { EventPart } from './event-part';
import type { EvidenceRow, FileProgress, QueueView } from './evidence-views';

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
