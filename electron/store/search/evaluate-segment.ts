/**
 * A query over one segment by set algebra (store.md, Consequences): each predicate is tested once per
 * distinct value, the answer spread over the events by their codes.
 */
import { textsOf } from '@shared/model/columns';
import type { FieldValue } from '@shared/model/event';
import { searchFor } from '@shared/text/searchable-run';
import type { LazyColumn } from '../shard/stored-column';
import { SPILL_FIELD } from '../shard/shard-schema';
import { passingCodes, presentCodes } from './passing-codes';
import { inBoth, inEither, inNone, NOWHERE, type Places, placesKept, placesWith } from './places';
import { placesHolding } from './places-holding';
import type { PlannedField, PlannedQuery, PlannedText } from './query-plan';
import type { SegmentColumns } from './segment-columns';
import { type SearchedShard, toldByCase } from './told-by-case';
import { isTimeTest, timePlaces } from './time-places';

export function evaluateSegment(
  query: PlannedQuery,
  columns: SegmentColumns,
  shard: SearchedShard,
): Places {
  switch (query.kind) {
    case 'all':
      return null;
    case 'and':
      return eachUntil(query.parts, columns, shard, inBoth, isNowhere);
    case 'or':
      return eachUntil(query.parts, columns, shard, inEither, isEverywhere);
    case 'not':
      return inNone(evaluateSegment(query.part, columns, shard), columns.events);
    case 'text':
      return shard.kept.of(query.asked, columns, () => textPlaces(query, columns, shard));
    case 'field':
      return fieldPlaces(query, columns, shard);
  }
}

const isNowhere = (places: Places): boolean => places?.length === 0;
const isEverywhere = (places: Places): boolean => places === null;

/** Parts behind one that decides it are not asked. */
function eachUntil(
  parts: readonly PlannedQuery[],
  columns: SegmentColumns,
  shard: SearchedShard,
  join: (left: Places, right: Places) => Places,
  isDecided: (places: Places) => boolean,
): Places {
  let joined: Places | undefined;
  for (const part of parts) {
    const places = evaluateSegment(part, columns, shard);
    joined = joined === undefined ? places : join(joined, places);
    if (isDecided(joined)) break;
  }
  return joined ?? null;
}

function textPlaces(text: PlannedText, columns: SegmentColumns, shard: SearchedShard): Places {
  let found: Places = NOWHERE;
  for (const field of columns.fieldIds) {
    if (field === SPILL_FIELD) continue;
    const values = placesHolding(text, columns, field, shard);
    const column = values?.length === 0 ? null : columns.column(field);
    if (column === null) continue;
    const codes = passingCodes(column, text.passes, values);
    // Where there are none, codes are not even unpacked.
    if (codes !== null) found = inEither(found, placesWith(column.codes, codes));
  }
  if (!columns.spills) return found;
  return withSpilled(found, columns, (_name, value) => textsIn(value).some(text.passes));
}

function textsIn(value: FieldValue): readonly string[] {
  if (value === null) return [];
  return typeof value === 'string' ? [value] : textsOf(value);
}

function withSpilled(
  found: Places,
  columns: SegmentColumns,
  test: (name: string, value: FieldValue) => boolean,
): Places {
  const spilled = placesKept(inNone(found, columns.events), columns.events, (event) => {
    const { names, values } = columns.spilled(event);
    return names.some((name, at) => test(name, values[at] ?? null));
  });
  return inEither(found, spilled);
}

function fieldPlaces(field: PlannedField, columns: SegmentColumns, shard: SearchedShard): Places {
  const { names, test } = field;
  if (names.includes('time') && isTimeTest(test))
    return timePlaces(test, columns.segment, shard.caseEnd);
  const told = toldByCase(names, test, columns, shard);
  const stored = shard.kept.of(field.asked, columns, () => storedPlaces(field, columns));
  return inEither(told, stored);
}

/** Of events that have it in their record. */
function storedPlaces(
  { stored, test, passes, run }: PlannedField,
  columns: SegmentColumns,
): Places {
  let found: Places = NOWHERE;
  for (const field of stored.flatMap((name) => columns.fieldNames.called(name))) {
    const column = columns.column(field);
    if (column === null) continue;
    const codes =
      test.kind === 'exists'
        ? presentCodes(column)
        : passingCodes(column, passes, candidates(column, run));
    if (codes !== null) found = inEither(found, placesWith(column.codes, codes));
  }
  if (!columns.spills) return found;
  return withSpilled(found, columns, (other, value) => {
    if (!stored.includes(other.toLowerCase())) return false;
    return test.kind === 'exists' || textsIn(value).some(passes);
  });
}

const candidates = (column: LazyColumn, run: string | null): readonly number[] | null =>
  run === null ? null : column.holding(searchFor(run));
