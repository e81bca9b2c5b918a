/** The run of a case's correlations: what the jobs process is told, and what it answers. */
import { z } from 'zod';
import { MOST_TUNINGS, RULE_TUNING } from '../model/rule-tuning';
import { STORE_PLACE } from './cluster';
import { DETECTION_COUNTS, PACK_REFERENCE } from './order';
import { PACKED_FILE } from './shard-packing';

const count = z.number().int().nonnegative();

/** The published detections of a file, and where its events lie. */
export const DETECTED_FILE = PACKED_FILE.extend({ run: count });
export type DetectedFile = z.infer<typeof DETECTED_FILE>;

/** Detections to be counted anew because tuning changed. */
export const RECOUNT_ORDER = z.object({
  caseDir: z.string(),
  store: STORE_PLACE,
  files: z.array(DETECTED_FILE),
  tunings: z.array(RULE_TUNING).max(MOST_TUNINGS),
});
export type RecountOrder = z.infer<typeof RECOUNT_ORDER>;

/** Files whose sidecar cannot be read are left out. */
export const RECOUNTED = z.array(z.object({ file: DETECTED_FILE, counts: DETECTION_COUNTS }));
export type Recounted = z.infer<typeof RECOUNTED>;

/** Rules that published detections were made with, and the files hunted with them. */
export const RULES_HUNTED_WITH = z.object({
  rules: PACK_REFERENCE,
  files: z.array(DETECTED_FILE),
});
export type RulesHuntedWith = z.infer<typeof RULES_HUNTED_WITH>;

export const CORRELATION_ORDER = z.object({
  caseDir: z.string(),
  store: STORE_PLACE,
  /** Names what is written. */
  run: count,
  /**
   * The latest first: its correlations are made of all files, those that only earlier rules have of the files
   * hunted with these.
   */
  hunts: z.array(RULES_HUNTED_WITH),
  /** What hits are counted by. */
  tunings: z.array(RULE_TUNING).max(MOST_TUNINGS),
});
export type CorrelationOrder = z.infer<typeof CORRELATION_ORDER>;

export const CORRELATIONS_FOUND = z.object({
  /** Null where the rules hold no correlation. */
  run: count.nullable(),
  /** Files whose detections could not be read: nothing of them took part. */
  unreadable: z.array(count),
  /** Events that would have taken part if they had a time. */
  timeless: count,
  ...DETECTION_COUNTS.shape,
});
export type CorrelationsFound = z.infer<typeof CORRELATIONS_FOUND>;

/** Whether what is published is of the detections there are now. */
export type CorrelatingState =
  | { readonly type: 'running' }
  | {
      readonly type: 'rests';
      /** Whose detections could not be read, and what mends them; null where nothing is left out. */
      readonly leftOut: string | null;
      /** How many events take no part because they have no time; null where all have one. */
      readonly timeless: string | null;
      /** Whose rules other laptops have and this one does not; null where all are here. */
      readonly otherRules: string | null;
      /** Runs that start now hunt with other rules than those the correlations are of. */
      readonly areStale: boolean;
    }
  | { readonly type: 'failed'; readonly reason: string };
