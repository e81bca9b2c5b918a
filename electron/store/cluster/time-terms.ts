/** Times as the index keeps them. */
import { type FileTime, TICKS_PER_SECOND } from '@shared/model/file-time';
import { formatFileTime, UNIX_EPOCH_TICKS } from '@shared/model/time-text';

/** A FILETIME is unsigned, a long of the index is not: moved down, all of them fit, in the same order. */
const MOVED = 1n << 63n;

/** What `date_nanos` can hold: 1970 to 2262-04-11T23:47:16.8547758Z. */
const MOST_DATE_TICKS = UNIX_EPOCH_TICKS + 92_233_720_368_547_758n;

const fitsDate = (time: FileTime): boolean => time >= UNIX_EPOCH_TICKS && time <= MOST_DATE_TICKS;

/** In a document, a range or a sort: decimal text, which a `long` takes beyond 2^53. */
export const indexedTicks = (time: bigint): string => String(time - MOVED);

export const timeOfTicks = (indexed: string | number | bigint): FileTime =>
  (BigInt(indexed) + MOVED) as FileTime;

/** What a document says of the time of its event. */
export function timeTerms(time: FileTime | null): object {
  if (time === null) return {};
  return {
    ...{ ticks: indexedTicks(time), second: Number(time / TICKS_PER_SECOND) },
    ...(fitsDate(time) ? { at: formatFileTime(time) } : {}),
  };
}
