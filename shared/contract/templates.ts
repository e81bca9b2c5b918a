/** Templates of the case for files that lack some of theirs: what is asked of whoever gathers them, and the answer. */
import { z } from 'zod';
import { STORE_PLACE } from './cluster';
import { PACKED_FILE } from './shard-packing';
import type { QueueAnswer } from './evidence-views';

const count = z.number().int().nonnegative();

export const TEMPLATE_ORDER = z.object({
  caseDir: z.string(),
  store: STORE_PLACE,
  /** Published events of the files that lack templates, and where they lie. */
  borrowers: z.array(PACKED_FILE),
  /** Event logs of the case, as they were when they were added. */
  lenders: z.array(
    z.object({ path: z.string(), name: z.string(), sizeBytes: count, modifiedMs: z.number() }),
  ),
});
export type TemplateOrder = z.infer<typeof TEMPLATE_ORDER>;
export type Lender = TemplateOrder['lenders'][number];

const BORROWER_FOUND = z.object({
  file: count,
  /** Ids of templates its events lack, and how many of them some file of the case has. */
  wanted: count,
  found: count,
  /** Hash of the snapshot that is lent to it; null where nothing was found. */
  lent: z.string().nullable(),
});
export type BorrowerFound = z.infer<typeof BORROWER_FOUND>;

export const TEMPLATES_FOUND = z.object({
  borrowers: z.array(BORROWER_FOUND),
  /** Files that could not be looked at, each with its reason. */
  unread: z.array(z.string()),
});
export type TemplatesFound = z.infer<typeof TEMPLATES_FOUND>;

/** Answer to having events resolved with templates of the case. */
export interface BorrowAnswer extends QueueAnswer {
  /** Files the case has nothing more for. */
  readonly nothingNew: number;
  /** Event logs that could not be looked at, each with its reason. */
  readonly unread: readonly string[];
}
