/** What the thread that is asked and the others tell each other. */
import type { MessagePort } from 'node:worker_threads';
import type { Share, ShareAnswer, ShareOrder } from '@electron/store/search/shares';

/**
 * Cells of memory shared with one other thread. `asked` is the number of the order it may take; it takes one by
 * putting 0 there, and so does whoever takes it back. `answered` is the number of the last order it is through with.
 */
export const SHARE_CELL = { isUp: 0, asked: 1, answered: 2 } as const;
export const SHARE_CELLS = 3;

export interface ShareStart {
  readonly share: Share;
  readonly port: MessagePort;
  readonly cells: SharedArrayBuffer;
  /** Those of the search process (thread-protocol.ts). */
  readonly search: SharedArrayBuffer;
}

export interface NumberedOrder {
  readonly number: number;
  readonly caseDir: string;
  readonly order: ShareOrder;
}

/** Before the reply. */
export interface SharePart {
  readonly number: number;
  readonly part: ShareAnswer;
}

export interface ShareReply {
  readonly number: number;
  /** Met by this thread so far. */
  readonly lockErrors: number;
  readonly outcome:
    | { readonly ok: true; readonly answer: ShareAnswer }
    | { readonly ok: false; readonly code: string; readonly message: string };
}
