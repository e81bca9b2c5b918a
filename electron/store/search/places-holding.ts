/** Which values of a column may hold the texts that are sought, told before any of them is decoded. */
import { searchFor } from '@shared/text/searchable-run';
import { FIELDS_PER_SEGMENT, RAW_TEXTS } from '../shard/shard-schema';
import type { IndexedValues } from '../shard/value-index';
import type { NeededTexts } from './query-plan';
import type { SegmentColumns } from './segment-columns';
import type { AskedIndex } from './told-by-case';

/** Places of values; null where that is for each value to tell. @param field `RAW_TEXTS` as well */
export function placesHolding(
  needed: NeededTexts,
  columns: SegmentColumns,
  field: number,
  index: AskedIndex,
): readonly number[] | null {
  const rows = indexedValues(needed, index);
  if (rows !== null && !mayHoldUnindexed(needed, columns, field, index))
    return rows.get(columns.segment.id * FIELDS_PER_SEGMENT + field) ?? [];
  const { run } = needed;
  return run === null ? null : (columns.column(field)?.holding(searchFor(run)) ?? null);
}

/** Column id → places of values that may hold the texts; null where the index cannot tell. */
function indexedValues({ term, indexed }: NeededTexts, index: AskedIndex): IndexedValues | null {
  if (indexed.length === 0) return null;
  const known = index.known.get(term) ?? index.indexed(indexed);
  index.known.set(term, known);
  return known;
}

/** Whether values of a field that stand in no index may hold the texts. */
function mayHoldUnindexed(
  { shapes }: NeededTexts,
  { fieldNames, segment }: SegmentColumns,
  field: number,
  index: AskedIndex,
): boolean {
  if (shapes === null) return false;
  if (field === RAW_TEXTS) return true;
  const name = fieldNames.of(field).toLowerCase();
  return index.mayHaveUnindexed(segment, name, shapes);
}
