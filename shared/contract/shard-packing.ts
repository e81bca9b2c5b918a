/** The packing of small files' events into one shard: what the jobs process is told, and what it answers. */
import { z } from 'zod';
import { CLUSTER_FILE } from './cluster';

const count = z.number().int().nonnegative();

/** Where a published generation lies now. */
export const PACKED_FILE = z.object({
  ...{ file: count, generation: count, pack: count.nullable() },
  /** What the file goes by in a cluster. */
  inCluster: CLUSTER_FILE.optional(),
});
export type PackedFile = z.infer<typeof PACKED_FILE>;

export const PACKING_ORDER = z.object({
  caseDir: z.string(),
  /** Names what is written. */
  pack: count,
  /** As many of them as there is room for, in this order. */
  members: z.array(PACKED_FILE),
});
export type PackingOrder = z.infer<typeof PACKING_ORDER>;

export const SHARDS_PACKED = z.object({
  /** Of all members; where there are none, nothing was written. */
  events: count,
  /** Files whose events the pack holds. */
  packed: z.array(count),
  /** Files that cannot be packed: damaged, or with too many fields. */
  refused: z.array(count),
});
export type ShardsPacked = z.infer<typeof SHARDS_PACKED>;
