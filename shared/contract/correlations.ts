/** The run of a case's correlations: what the jobs process is told, and what it answers. */
import { z } from 'zod';
import { LEVEL_COUNTS, PACK_REFERENCE } from './order';

const count = z.number().int().nonnegative();

export const CORRELATION_ORDER = z.object({
  caseDir: z.string(),
  /** Names what is written. */
  run: count,
  rules: PACK_REFERENCE,
  /** The published detections of every file. */
  files: z.array(z.object({ file: count, generation: count, run: count })),
});
export type CorrelationOrder = z.infer<typeof CORRELATION_ORDER>;

export const CORRELATIONS_FOUND = z.object({
  /** Null where the rules hold no correlation. */
  run: count.nullable(),
  hits: count,
  byLevel: LEVEL_COUNTS,
});
export type CorrelationsFound = z.infer<typeof CORRELATIONS_FOUND>;
