/** Rule files that are tried on a case, as messages hold them. */
import { z } from 'zod';

/** Of rules that are written or tried. */
export const MOST_RULE_TEXT = 1 << 20;
const MOST_FILES = 5_000;

export const TRIED_FILE = z
  .object({
    path: z.string().max(4_096),
    text: z.string().max(MOST_RULE_TEXT),
    /** Why it has no text. */
    unread: z.string().max(MOST_RULE_TEXT).optional(),
    /**
     * Which of its documents are tried, by their places from 0, and what they are called among all rules; the others are
     * there to be referred to. All of them where it is not given.
     */
    tried: z
      .array(z.object({ at: z.number().int().nonnegative(), title: z.string() }).strict())
      .max(MOST_RULE_TEXT)
      .optional(),
  })
  .strict();
export type TriedFile = z.infer<typeof TRIED_FILE>;

/** Whether so many can be tried at once. */
export const fitsTrial = (files: readonly TriedFile[]): boolean =>
  files.length <= MOST_FILES &&
  files.reduce((sum, { text }) => sum + text.length, 0) <= MOST_RULE_TEXT;

export const TRIED_FILES = z.array(TRIED_FILE).refine(fitsTrial);
