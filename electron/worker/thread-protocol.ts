/** Between the two threads of a worker process: a shared memory cell pair, and plain messages. */
import type { FileStatus, PhaseResult, RunEnding, RunOrder } from '@shared/contract/order';

/** Cells of the shared Int32Array. */
export const CELL = { cancel: 0, progress: 1, lockErrors: 2 } as const;
export const CELLS = 3;

export interface ThreadStart {
  readonly cells: SharedArrayBuffer;
}

export type ThreadOrder = RunOrder;

export type ThreadReport =
  | FileStatus
  | { readonly type: 'phaseDone'; readonly fileId: number; readonly result: PhaseResult }
  | {
      readonly type: 'ended';
      readonly fileId: number;
      readonly ending: RunEnding;
    };
