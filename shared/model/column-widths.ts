/** Widths of columns the examiner chose, by grid and column; in pixels of the page. */
import { z } from 'zod';

export const LEAST_COLUMN_PX = 48;
export const MOST_COLUMN_PX = 1_600;
/** Columns of one grid whose widths are kept: the last ones changed. */
export const MOST_KEPT_WIDTHS = 200;
const MOST_GRIDS = 50;
const NAME = z.string().min(1).max(400);

const hasAtMost =
  (most: number) =>
  (record: Readonly<Record<string, unknown>>): boolean =>
    Object.keys(record).length <= most;

export const WIDTHS = z
  .record(NAME, z.number().int().min(LEAST_COLUMN_PX).max(MOST_COLUMN_PX))
  .refine(hasAtMost(MOST_KEPT_WIDTHS));
export const COLUMN_WIDTHS = z.record(NAME, WIDTHS).refine(hasAtMost(MOST_GRIDS));
/** By column id. */
export type Widths = Readonly<z.infer<typeof WIDTHS>>;
export type ColumnWidths = z.infer<typeof COLUMN_WIDTHS>;
