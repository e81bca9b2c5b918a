/** What a newer set of rules changes of an earlier one, rule by rule. */

import { z } from 'zod';
import { RULE_SET_NAMES } from './rule-sets';

const RULE_SET = z.enum(RULE_SET_NAMES);

/**
 * Filters leave out of a rule what they did not, or no more; of a correlation what it listens to changes, all of it is
 * there now (`linked`) or no longer (`lost`); correlations keep a rule to themselves, or no longer (`freed`).
 */
const THROUGH = ['filters', 'heard', 'linked', 'lost', 'kept', 'freed'] as const;

export const DIFFED_RULE = z.object({
  kind: z.enum(['rule', 'correlation', 'filter']),
  /** Empty for a rule without one. */
  id: z.string(),
  /** Of a filter without one the file it stands in. */
  title: z.string(),
  /** Of a changed rule that belongs to another set now; null where it stays. */
  moved: z.object({ from: RULE_SET, to: RULE_SET }).nullable(),
  /** Of a changed rule whose own words are the same: it moved, or others change what it finds. */
  saysSame: z.boolean(),
  /** How others change what it finds; null where it moved or says something else. */
  through: z.enum(THROUGH).nullable(),
});
export type DiffedRule = z.infer<typeof DIFFED_RULE>;

export interface RuleDiff {
  readonly added: readonly DiffedRule[];
  readonly changed: readonly DiffedRule[];
  readonly removed: readonly DiffedRule[];
}

/** Takes the place of what it is a newer version of, stands beside it, or is let go. */
export const UPDATE_ENDS = ['replace', 'beside', 'leave'] as const;
export type UpdateEnd = (typeof UPDATE_ENDS)[number];
