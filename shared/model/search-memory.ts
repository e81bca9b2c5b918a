/** How much of decoded columns the search process keeps: the examiner's setting. */
import { z } from 'zod';

/** In MB. */
export const SEARCH_MEMORY_MB = {
  smallest: 100,
  largest: 8_192,
  /** The few columns that are asked of tens of millions of events; all columns of two million. */
  usual: 600,
} as const;

export const SEARCH_MEMORY = z
  .number()
  .int()
  .min(SEARCH_MEMORY_MB.smallest)
  .max(SEARCH_MEMORY_MB.largest);
