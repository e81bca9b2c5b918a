/** A search over the events of a case. */
import { z } from 'zod';

export const MOST_IDS = 100_000;
/** Longest text an examiner may type to filter a list; evidence never comes this way. */
export const MOST_LIST_FILTER = 20_000;

/** Ids of evidence files. */
export const CHOSEN_FILES = z.array(z.number().int().positive()).max(MOST_IDS);

/** The part of a search that decides which rows there are and in what order. */
export const EVENT_SEARCH = z
  .object({
    /** Query language text; empty finds everything. The language tells what is too long, with its place. */
    query: z.string(),
    /** Inclusive start and exclusive end, ISO 8601; null leaves that side open. */
    from: z.string().max(64).nullable(),
    to: z.string().max(64).nullable(),
    sort: z.enum(['asc', 'desc']),
    /** Only these files; null searches all. */
    files: CHOSEN_FILES.nullable(),
    /** Only the first of several copies of one event. */
    withoutCopies: z.boolean().optional(),
    /** Without events the examiner put out of sight: by that mark alone, whatever `hidden` a record has itself. */
    withoutHidden: z.boolean().optional(),
  })
  .strict();
export type EventSearch = z.infer<typeof EVENT_SEARCH>;
