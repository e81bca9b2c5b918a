/** What the outer and the inner thread of the search process tell each other. */
import { CaseScopeError } from '@shared/model/errors';
import type { SearchReport } from '@shared/contract/search';

/** Cells of the shared memory. */
export const CELL = { cancel: 0 } as const;
export const CELLS = 1;

export interface ThreadStart {
  readonly cells: SharedArrayBuffer;
}

/** Of the order that was passed in last: parts of the answer, then the answer. */
export type ThreadReport =
  | { readonly type: 'part'; readonly part: unknown }
  | Pick<Extract<SearchReport, { type: 'answer' }>, 'type' | 'reply' | 'lockErrors'>;
export type SearchReply = Extract<SearchReport, { type: 'answer' }>['reply'];

/** Called often while a question is answered. @throws CaseScopeError `cancelled` once nobody waits for the answer any more */
export function stepOf(memory: SharedArrayBuffer): () => void {
  const cells = new Int32Array(memory);
  return () => {
    if (Atomics.load(cells, CELL.cancel) === 1)
      throw new CaseScopeError('cancelled', 'Another search has taken the place of this one.');
  };
}
