/**
 * Where the events of one member of a pack stand in their file, in one blob: a page of rows asks for one event of each of
 * many members, and those of a whole segment take twenty times as long to unpack.
 */
import { compress, decompress } from '../compression';
import type { EventNumbers, SegmentPlaces } from '../event-store';
import { PlaneNumbers, toPlanes } from './byte-planes';

/** Two numbers and a flag. */
export const PLACE_BYTES = 17;
const NUMBER_BYTES = 8;

/** Planes of the offsets, planes of the record ids, then the flags. */
export function packPlaces({ offsets, recordIds, hasRecordId }: SegmentPlaces): Buffer {
  const planes = (numbers: EventNumbers): Uint8Array => toPlanes(BigUint64Array.from(numbers), 0n);
  return compress(Buffer.concat([planes(offsets), planes(recordIds), hasRecordId]));
}

/** @throws Error where the blob is damaged, or of another number of events */
export function unpackPlaces(packed: Uint8Array, events: number): SegmentPlaces {
  const bytes = decompress(packed, events * PLACE_BYTES);
  const [ids, flags] = [events * NUMBER_BYTES, 2 * events * NUMBER_BYTES];
  return {
    offsets: new PlaneNumbers(bytes.subarray(0, ids)),
    recordIds: new PlaneNumbers(bytes.subarray(ids, flags)),
    hasRecordId: bytes.subarray(flags),
  };
}
