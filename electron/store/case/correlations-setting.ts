/** Which run of the correlations is published, as the case keeps it. */
import { z } from 'zod';

export const CORRELATIONS_SETTING = 'correlations';

const PUBLISHED = z.object({ run: z.number().nullable() });

/** @returns the run whose file is read; null where there is none */
export function correlationsRunOf(setting: string | null): number | null {
  return setting === null ? null : PUBLISHED.parse(JSON.parse(setting)).run;
}
