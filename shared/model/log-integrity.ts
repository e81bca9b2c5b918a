/** What can be said of the state of an event log as a file (evtx.md 1 and 2). */
import { z } from 'zod';

/**
 * `clean`: closed in good order and every checksum fits. `dirty`: copied while it was open, which is no
 * damage. `damaged`: its header or some chunks do not fit their checksums, or are overwritten.
 */
export const INTEGRITY_VERDICTS = ['clean', 'dirty', 'damaged'] as const;

export const LOG_INTEGRITY = z.object({
  verdict: z.enum(INTEGRITY_VERDICTS),
  headerDamaged: z.boolean(),
  /** The file ends before its last chunk, or chunks in it are wiped. */
  chunksMissing: z.boolean().default(false),
  damagedChunks: z.number().int().nonnegative(),
  /** Position of a damaged chunk in the file, and which part of it; the first thousand. */
  damaged: z
    .array(z.object({ offsetBytes: z.number(), part: z.enum(['header', 'records']) }).readonly())
    .readonly(),
});
export type LogIntegrity = Readonly<z.infer<typeof LOG_INTEGRITY>>;
