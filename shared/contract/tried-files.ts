/** Rule files that are tried on a case, as messages hold them. */
import { z } from 'zod';

/** Of rules that are written or tried. */
export const MOST_RULE_TEXT = 1 << 20;
const MOST_FILES = 5_000;

export const TRIED_FILE = z
  .object({
    path: z.string(),
    text: z.string(),
    /** Why it has no text. */
    unread: z.string().optional(),
    /**
     * Which of its documents are tried, by their places from 0; the others have a say in what these find. All of them
     * where it is not given.
     */
    tried: z.array(z.number().int().nonnegative()).optional(),
    /** What its documents are called among all rules, by place; as they are among these where it is not given. */
    titles: z.array(z.string()).optional(),
  })
  .strict();
export type TriedFile = z.infer<typeof TRIED_FILE>;

/** Whether so many can be tried at once; files that only have a say do not count. */
export function fitsTrial(files: readonly TriedFile[]): boolean {
  const own = files.filter(({ tried }) => tried === undefined || tried.length > 0);
  const sum = own.reduce((length, { text }) => length + text.length, 0);
  return own.length <= MOST_FILES && sum <= MOST_RULE_TEXT;
}
