/** Hits taken together: what each indicator hits, and the groups of the list of hits. */
import { z } from 'zod';

export const HIT_GROUPINGS = ['indicator', 'host', 'day'] as const;
export type HitGrouping = (typeof HIT_GROUPINGS)[number];

/** One group of hits: `by` and what its hits have in common, null for those that have nothing there. */
export const HIT_GROUP = z
  .object({ by: z.enum(HIT_GROUPINGS), key: z.string().nullable() })
  .strict();
export type HitGroup = z.infer<typeof HIT_GROUP>;

/** The groups of the hits that pass a filter. */
export const HITS_GROUPED = z
  .object({ filter: z.string().max(20_000), by: z.enum(HIT_GROUPINGS) })
  .strict();

export interface GroupedHits {
  /** Null: the hits have no host, or no time. */
  readonly key: string | null;
  /** The indicator's text, the host, the day. */
  readonly name: string | null;
  readonly hits: number;
  readonly events: number;
  readonly first: string | null;
  readonly last: string | null;
}

/** How many parts of the time of hits are told apart. */
export const SPARK_PARTS = 24;

/** What one indicator hits in the case. */
export interface IndicatorHits {
  readonly indicatorId: number;
  /** One an event. */
  readonly hits: number;
  readonly files: number;
  readonly hosts: number;
  readonly first: string | null;
  readonly last: string | null;
  /** Hits in equal parts of the time that the hits of the case stand in; few that are far off make it no longer. */
  readonly spark: readonly number[];
  /** Those before that time, which count in its first part. */
  readonly earlier: number;
  /** Those after it, which count in its last. */
  readonly later: number;
}
