/** The number of an event that is known by the offset of its record, which outlives a re-index. */
import type { PublishedFile } from '../case/published-rows';
import type { CaseFiles } from './case-files';
import { offsetOf } from './event-rows';

/**
 * Null where the file has no record there.
 * @param before the number it had, which most have still
 */
export function numberAt(
  files: CaseFiles,
  file: PublishedFile,
  before: number,
  offset: number,
): number | null {
  const isThere = before < file.published.counts.events;
  if (isThere && offsetOf(files, file, before) === offset) return before;
  const sought = BigInt(offset);
  for (const { segment, offsets } of files.segments(file)) {
    let event = segment.firstEvent;
    for (const one of offsets) {
      if (one === sought) return event;
      event++;
    }
  }
  return null;
}
