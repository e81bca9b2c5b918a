/** A rule whose expressions took long over a file. */
import { z } from 'zod';

export const SLOW_RULE = z.object({
  title: z.string(),
  seconds: z.number(),
  /** It took too long and was not evaluated from then on; what it found before stands. */
  cutOff: z.boolean(),
});
export type SlowRule = z.infer<typeof SLOW_RULE>;

/** `the rule "X" took 20.1 s and was cut off` */
export function slowRuleText({ title, seconds, cutOff }: SlowRule): string {
  const end = cutOff ? ' and was cut off: it was not evaluated for the rest of the file' : '';
  return `the rule "${title}" took ${seconds.toFixed(1)} s${end}`;
}
