/** What the two ends of a cluster line tell each other. */
import type { MessagePort } from 'node:worker_threads';
import type { ErrorCode } from '@shared/model/errors';
import type { ClusterPlace } from '@shared/contract/cluster';

/** Cells of the shared memory: how many answers have come so far. */
export const CELL = { answers: 0 } as const;
export const CELLS = 1;

export interface LineStart {
  readonly cells: SharedArrayBuffer;
  readonly place: ClusterPlace;
  /** Orders come in here, answers go out: read without an event loop on the near end. */
  readonly port: MessagePort;
}

/** One call of the cluster's HTTP interface. */
export interface ClusterCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'HEAD';
  /** Encoded, without the query. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | boolean>>;
  /** An object, written as JSON; or NDJSON lines of a bulk or multi-search call. */
  readonly body?: object | string;
  /** Statuses that are an answer, not a trouble: 404 of what may be missing, 409 of a lost race. */
  readonly expected?: readonly number[];
}

export interface ClusterReply {
  readonly status: number;
  /** As JSON has it; integers beyond 2^53 are BigInt. */
  readonly body: unknown;
}

/** Why a call came to nothing. */
export interface ClusterTrouble {
  readonly code: ErrorCode;
  /** For the examiner: what, where, and what to do. */
  readonly message: string;
  /** May go well later, unchanged. */
  readonly isPassing: boolean;
}

export type LineOrder =
  | { readonly type: 'call'; readonly ticket: number; readonly call: ClusterCall }
  | { readonly type: 'abort'; readonly ticket: number }
  | { readonly type: 'close' };

export type LineAnswer = { readonly ticket: number } & (
  | { readonly ok: true; readonly reply: ClusterReply }
  | { readonly ok: false; readonly trouble: ClusterTrouble }
);
