/** Lists of texts that stand for the placeholders of rules (`expand`), by name; kept with a case. */
import { z } from 'zod';

const MOST_NAMES = 1_000;
const MOST_TEXTS = 100_000;
const LONGEST_TEXT = 10_000;

export const PLACEHOLDERS = z
  .record(
    // What a rule can write between its percent signs.
    z.string().regex(/^[\w-]{1,200}$/),
    z.array(z.string().min(1).max(LONGEST_TEXT)).max(MOST_TEXTS),
  )
  .refine((lists) => Object.keys(lists).length <= MOST_NAMES, 'too many placeholders')
  // A list without texts is none: its rules say so instead of never firing.
  .transform((lists) =>
    Object.fromEntries(Object.entries(lists).filter(([, texts]) => texts.length > 0)),
  );
export type Placeholders = z.infer<typeof PLACEHOLDERS>;
