/** A file of a case on its way from one event store to the other: what the jobs process is told, and what it answers. */
import { z } from 'zod';
import { STORE_PLACE } from './cluster';
import { SHARD_OUTLINE } from './shard-outline';
import { PACKED_FILE } from './shard-packing';

const run = z.number().int().nonnegative().nullable();
const hash = z.string().nullable();

export const COPY_ORDER = z.object({
  caseDir: z.string(),
  from: STORE_PLACE,
  to: STORE_PLACE,
  /** What is published of it: it keeps its numbers. `inCluster` is of the store that is a cluster. */
  file: PACKED_FILE.extend({
    ...{ detectionsRun: run, hitsRun: run },
    huntedWith: z.object({ rules: hash, indicators: hash }),
  }),
});
export type CopyOrder = z.infer<typeof COPY_ORDER>;

/** Events written, and then read back: twice the events of the file. */
export const COPY_PROGRESS = z.object({ done: z.number(), total: z.number() });
export type CopyProgress = z.infer<typeof COPY_PROGRESS>;

export const COPIED = z.object({
  events: z.number(),
  detections: z.number(),
  hits: z.number(),
  /** SHA-256 of everything stored of the file, the same in both stores. */
  digest: z.string(),
  /** Of a shard. */
  outline: SHARD_OUTLINE.nullable(),
});
export type Copied = z.infer<typeof COPIED>;

export interface MoveProgress {
  /** Name of the file that is copied. */
  readonly file: string;
  readonly filesDone: number;
  readonly files: number;
  /** Events written and read back, of all files: twice the events of the case. */
  readonly done: number;
  readonly total: number;
}

export interface FailedMove {
  readonly file: string;
  readonly reason: string;
}

export type MoveOutcome =
  | {
      readonly type: 'moved';
      readonly files: number;
      readonly events: number;
      /** What is left at the old place, and why; null where it is given up. */
      readonly left: string | null;
    }
  /** Nothing has changed place; done again, it goes on. */
  | { readonly type: 'cancelled'; readonly verified: number; readonly files: number }
  | {
      readonly type: 'failed';
      readonly verified: number;
      readonly files: number;
      readonly failures: readonly FailedMove[];
    };
