/** Files whose hits a change of indicators leaves as they are: what is asked of the columns, and what they answer. */
import { z } from 'zod';
import { SOUGHT } from './indicators';
import { PACK_REFERENCE } from './order';

/** More at once are hunted: telling of so many takes as long. */
export const MOST_FOLLOWED = 2_000;

export const UNTOUCHED_ORDER = z.object({
  files: z.array(z.number()),
  added: z.array(SOUGHT).max(MOST_FOLLOWED),
  /** Ids of those that are gone. */
  removed: z.array(z.number()),
});
export type UntouchedOrder = z.infer<typeof UNTOUCHED_ORDER>;

/** Files that were hunted with the indicators of one pack, which are those of another now. */
export const FOLLOWED_ORDER = z.object({
  files: z.array(z.number()),
  before: PACK_REFERENCE,
  now: PACK_REFERENCE,
});
export type FollowedOrder = z.infer<typeof FOLLOWED_ORDER>;

/** A file that has no hit of any of them, with what was published of it when that was looked at. */
export interface UntouchedFile {
  readonly file: number;
  readonly generation: number;
  readonly hitsRun: number;
}
