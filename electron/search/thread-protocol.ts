/** What the outer and the inner thread of the search process tell each other. */
import type { SearchReport } from '@shared/contract/search';

/** Cells of the shared memory. */
export const CELL = { cancel: 0 } as const;
export const CELLS = 1;

export interface ThreadStart {
  readonly cells: SharedArrayBuffer;
}

/** The answer to the order that was passed in last. */
export type ThreadReport = Pick<SearchReport, 'reply' | 'lockErrors'>;
