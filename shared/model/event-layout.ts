/** How the Events view is laid out: which columns stands in the grid, which fields are counted beside it. */
import { z } from 'zod';

/** Columns every event has; others are fields, named by `fieldColumn`. */
export const BUILT_IN_COLUMNS = [
  'time',
  'level',
  'marks',
  'eventId',
  'channel',
  'computer',
  'file',
  'summary',
] as const;
export type BuiltInColumn = (typeof BUILT_IN_COLUMNS)[number];

const FIELD = 'field:';
/** The column of a field of the record. */
export const fieldColumn = (field: string): string => FIELD + field;
/** Null for a column that is built in. */
export const fieldOfColumn = (column: string): string | null =>
  column.startsWith(FIELD) ? column.slice(FIELD.length) : null;

export const MOST_COLUMNS = 64;
/** More would leave no room for the others. */
export const MOST_FROZEN = 4;
const NAME = z.string().min(1).max(300);

export const EVENT_LAYOUT = z
  .object({
    columns: z.array(NAME).min(1).max(MOST_COLUMNS),
    /** How many of the first columns stay in place while the others are scrolled sideways. */
    frozen: z.number().int().min(0).max(MOST_FROZEN).default(0),
    /** Fields counted beside the grid, in the order they stand there. */
    counted: z.array(NAME).max(MOST_COLUMNS),
    showsCounts: z.boolean(),
    showsHistogram: z.boolean(),
  })
  .strict();
export type EventLayout = z.infer<typeof EVENT_LAYOUT>;

export const FIRST_LAYOUT: EventLayout = {
  // What happened in front of the file it stands in: small windows show the first of them.
  columns: ['time', 'level', 'marks', 'eventId', 'channel', 'computer', 'summary', 'file'],
  frozen: 0,
  counted: [
    'level',
    'tag',
    'EventID',
    'Channel',
    'Computer',
    'Provider_Name',
    'user',
    'process',
    'ip',
    'file',
  ],
  showsCounts: true,
  showsHistogram: true,
};

/** A layout kept under a name, for all cases. */
export const SAVED_LAYOUT = z
  .object({ name: z.string().trim().min(1).max(80), layout: EVENT_LAYOUT })
  .strict();
export type SavedLayout = z.infer<typeof SAVED_LAYOUT>;
export const MOST_SAVED_LAYOUTS = 50;
