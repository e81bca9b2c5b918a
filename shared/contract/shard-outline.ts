/**
 * What a shard holds, told without opening it: searches leave out shards that cannot have what is asked for.
 * A worker tells it when a file is indexed, and the main process keeps it in case.db.
 */
import { z } from 'zod';

/** More different values of a field are not listed. */
export const MOST_LISTED_VALUES = 256;
/** Longer ones, neither. */
export const LONGEST_LISTED_VALUE = 256;
/** The filter takes no more, whatever the shard holds. */
export const MOST_FILTER_BYTES = 32 << 10;

/** Every text that a field has in the shard. */
const LISTED_FIELD = z.object({
  /** In lower case. */
  name: z.string(),
  values: z.array(z.string().max(LONGEST_LISTED_VALUE)).max(MOST_LISTED_VALUES),
  /** Every event has a text of it. */
  isEverywhere: z.boolean(),
});
export type ListedField = z.infer<typeof LISTED_FIELD>;

/** Fields that are listed, by their names in lower case: what logs are told apart by. */
export const LISTED_FIELDS: readonly string[] = ['channel', 'computer', 'eventid', 'provider_name'];

const FILTER = z.custom<Uint8Array>(
  (bytes) => bytes instanceof Uint8Array && bytes.length <= MOST_FILTER_BYTES,
);

/** How the events stand in the shard. */
const STANDING_EVENTS = z.object({
  segments: z.number().int().nonnegative(),
  /** Events that have a time. */
  timed: z.number().int().nonnegative(),
});
export type StandingEvents = z.infer<typeof STANDING_EVENTS>;

export const SHARD_OUTLINE = z.object({
  events: STANDING_EVENTS,
  listed: z.array(LISTED_FIELD).max(LISTED_FIELDS.length),
  /** Of values, parts of values and fields (electron/store/outline); null where they are too many. */
  filter: FILTER.nullable(),
  /** Of whole hashes and addresses in values (exact-values.ts there); null where they are too many. */
  exact: FILTER.nullable(),
});
export type ShardOutline = z.infer<typeof SHARD_OUTLINE>;
