import type { EventRow } from '@shared/contract/event-views';

/** What an act is for: the event the cursor is on, or those that are selected. */
export interface ChosenEvents {
  readonly count: number;
  /** Does something with their rows: at once with one; with several once they are read, unless that fails. */
  readonly take: (act: (rows: readonly EventRow[]) => void) => void;
}

export const oneEvent = (row: EventRow): ChosenEvents => ({ count: 1, take: (act) => act([row]) });
