/** What the Events view shows, as it is kept under a name, found again in the history, or sent as a link. */
import { z } from 'zod';
import { CHOSEN_FILES, EVENT_SEARCH } from './event-search';
import { EVENT_LAYOUT, MOST_FROZEN } from '../model/event-layout';

/** Longest text of a filter. */
export const MOST_FILTER = 20_000;
/** A filter beside the typed query: it can be turned round, and switched off without being lost. */
export const EVENT_FILTER = z
  .object({
    /** In the query language, as it is when it keeps what it finds. */
    query: z.string().min(1).max(MOST_FILTER),
    keeps: z.boolean(),
    isOn: z.boolean(),
  })
  .strict();
export type EventFilter = Readonly<z.infer<typeof EVENT_FILTER>>;

export const MOST_FILTERS = 100;
export const EVENT_VIEW = z
  .object({
    search: EVENT_SEARCH,
    filters: z.array(EVENT_FILTER).max(MOST_FILTERS).readonly(),
    /** Files left out, whatever others are called; absent: none. */
    withoutFiles: CHOSEN_FILES.readonly().optional(),
    /** Whether events out of sight are shown; absent: they are not. */
    showsHidden: z.boolean().optional(),
    /** Absent in the history and in views of before: the columns stay as they are. */
    columns: EVENT_LAYOUT.shape.columns.optional(),
    /** How many of them stay in place; absent where it was not kept. */
    frozen: z.number().int().min(0).max(MOST_FROZEN).optional(),
  })
  .strict();
export type EventView = z.infer<typeof EVENT_VIEW>;

export const SAVED_SEARCH = z
  .object({ name: z.string().trim().min(1).max(120), view: EVENT_VIEW })
  .strict();
export type SavedSearch = z.infer<typeof SAVED_SEARCH>;

export const SEARCHES_STATE = z
  .object({
    /** By name. */
    saved: z.array(SAVED_SEARCH),
    /** The last ones first. */
    recent: z.array(EVENT_VIEW),
  })
  .strict();
export type SearchesState = z.infer<typeof SEARCHES_STATE>;
export const NO_SEARCHES: SearchesState = { saved: [], recent: [] };

export const MOST_SAVED_SEARCHES = 200;
export const MOST_RECENT_SEARCHES = 30;
/** Characters of them all, as they are kept. */
export const MOST_RECENT_TEXT = 4 << 20;
