/**
 * What an examiner changes of a rule in a case, with the reason. Kept apart from the rules and by rule key, so
 * that a newer pack changes nothing of it; applied where detections are counted and shown, never to what is stored.
 */
import { z } from 'zod';
import { LEVELS } from './level';

/** `ruleKey` of the rule: its id, or its title where it has none. */
const ruleId = z.string().min(1).max(2_000);
const reason = z.string().trim().min(1).max(2_000);

export const MOST_EXCLUDED_VALUES = 20;

/** `*` and `?` in the value as in SIGMA. */
const EXCLUDED_VALUE = z.object({
  field: z.string().trim().min(1).max(1_000),
  value: z.string().max(20_000),
});
export type ExcludedValue = z.infer<typeof EXCLUDED_VALUE>;

export const TUNING_DRAFT = z.discriminatedUnion('action', [
  /** Its detections are not shown. */
  z.object({ action: z.literal('disable'), ruleId, reason }),
  z.object({ action: z.literal('level'), ruleId, reason, level: z.enum(LEVELS) }),
  /** Detections of events whose fields, matched by the rule or not, have all these values are not shown. */
  z.object({
    action: z.literal('exclude'),
    ...{ ruleId, reason },
    where: z.array(EXCLUDED_VALUE).min(1).max(MOST_EXCLUDED_VALUES),
  }),
]);
export type TuningDraft = z.infer<typeof TUNING_DRAFT>;

export const RULE_TUNING = z.intersection(
  TUNING_DRAFT,
  z.object({ id: z.number(), madeAt: z.string() }),
);
/** `madeAt` is `formatFileTime` text. */
export type RuleTuning = z.infer<typeof RULE_TUNING>;

/** More could not be looked through. */
export const MOST_TUNINGS = 10_000;

/** `excluded where Image is C:\\x.exe and User is a` */
export function tuningText(tuning: TuningDraft): string {
  switch (tuning.action) {
    case 'disable':
      return 'disabled';
    case 'level':
      return `level ${tuning.level}`;
    case 'exclude':
      return `excluded where ${tuning.where.map(({ field, value }) => `${field} is ${value}`).join(' and ')}`;
  }
}
