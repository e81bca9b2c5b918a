/** What the window is shown of the program and the open case. */
import type { ColumnWidths } from '../model/column-widths';
import type { EventLayout, SavedLayout } from '../model/event-layout';

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
