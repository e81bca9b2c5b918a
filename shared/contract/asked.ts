/** What requests ask with, in many of them. */
import { z } from 'zod';
import { MOST_IDS } from './event-search';

export const NOTHING_ASKED = z.object({}).strict();
export const ASKED_ID = z.number().int().positive();
export const ASKED_IDS = z.object({ ids: z.array(ASKED_ID).max(MOST_IDS) }).strict();

/** Rows of one page; a grid asks for what it shows. */
export const MOST_PAGE_ROWS = 1_000;

export const RANGE = { start: z.number().int().nonnegative(), end: z.number().int().nonnegative() };
