/** Rule files that are tried on a case, as messages hold them. */
import { z } from 'zod';

/** Of rules that are written or tried. */
export const MOST_RULE_TEXT = 1 << 20;
const MOST_FILES = 5_000;

/** `unread` says why it has no text. */
export const TRIED_FILE = z
  .object({
    path: z.string().max(4_096),
    text: z.string().max(MOST_RULE_TEXT),
    unread: z.string().max(MOST_RULE_TEXT).optional(),
  })
  .strict();
export type TriedFile = z.infer<typeof TRIED_FILE>;

/** Whether so many can be tried at once. */
export const fitsTrial = (files: readonly TriedFile[]): boolean =>
  files.length <= MOST_FILES &&
  files.reduce((sum, { text }) => sum + text.length, 0) <= MOST_RULE_TEXT;

export const TRIED_FILES = z.array(TRIED_FILE).refine(fitsTrial);
