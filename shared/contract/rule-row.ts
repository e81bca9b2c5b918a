/** What became of a document of rules, as messages hold it. */
import { z } from 'zod';
import { LEVELS } from '../model/level';

const TEXTS = z.array(z.string()).readonly();

export const RULE_ROW = z.object({
  kind: z.enum(['rule', 'correlation', 'filter', 'invalid']),
  id: z.string(),
  /** What correlations and filters may call it. */
  name: z.string().nullable(),
  title: z.string(),
  file: z.string(),
  /** Its place among the documents of the file, from 0: it tells versions of one rule apart. */
  at: z.number(),
  state: z.enum(['loaded', 'notRun', 'invalid', 'skipped']),
  /** Why it is not loaded; empty for loaded rules. */
  reason: z.string(),
  /** What it says that may not be meant. */
  warnings: z
    .array(z.object({ message: z.string(), written: z.string().nullable() }).readonly())
    .readonly(),
  /** Titles of correlations that keep it to themselves: it gives no detections of its own. */
  keptBy: TEXTS,
  level: z.enum(LEVELS).nullable(),
  status: z.string(),
  author: z.string(),
  tags: TEXTS,
  product: z.string().nullable(),
  category: z.string().nullable(),
  service: z.string().nullable(),
});
export type RuleRow = Readonly<z.infer<typeof RULE_ROW>>;
