/** Rows of the table `indicator`, of every version of a case. */
import { z } from 'zod';
import { indicatorId } from '@shared/model/ids';
import { INDICATOR_TYPES, type Indicator, MATCH_MODES, TLPS } from '@shared/model/indicator';
import { LEVELS } from '@shared/model/level';
import type { Row } from '../sqlite';

/** The facts came with version 11. */
const INDICATOR_ROW = z.object({
  id: z.number(),
  type: z.enum(INDICATOR_TYPES),
  value: z.string(),
  mode: z.enum(MATCH_MODES),
  note: z.string(),
  active: z.number(),
  source: z.string().default(''),
  confidence: z.number().nullable().default(null),
  tlp: z.enum(TLPS).nullable().default(null),
  valid_until: z.string().nullable().default(null),
  severity: z.enum(LEVELS).nullable().default(null),
});

export function indicatorOf(row: Row): Indicator {
  const { id, active, valid_until: validUntil, ...rest } = INDICATOR_ROW.parse(row);
  return { ...rest, id: indicatorId(id), active: active === 1, validUntil };
}
