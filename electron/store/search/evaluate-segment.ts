/**
 * A query over one segment by set algebra (store.md, Consequences): each predicate is tested once per
 * distinct value, the answer spread over the events by their codes. A flag per event: 1 matches.
 */
import { CODE_ABSENT, type Column, textsOf } from '@shared/model/columns';
import type { FieldValue } from '@shared/model/event';
import { searchFor } from '@shared/text/searchable-run';
import { SPILL_FIELD } from '../shard/shard-schema';
import { type Codes, passingCodes, presentCodes } from './passing-codes';
import { placesHolding } from './places-holding';
import type { PlannedField, PlannedQuery, PlannedText } from './query-plan';
import type { SegmentColumns } from './segment-columns';
import { type SearchedShard, toldByCase } from './told-by-case';
import { timeFlags } from './time-flags';

export type Flags = Uint8Array;

export function evaluateSegment(
  query: PlannedQuery,
  columns: SegmentColumns,
  shard: SearchedShard,
): Flags {
  const { events } = columns;
  switch (query.kind) {
    case 'all':
      return new Uint8Array(events).fill(1);
    case 'and':
      return query.parts.map((part) => evaluateSegment(part, columns, shard)).reduce(intersect);
    case 'or':
      return query.parts.map((part) => evaluateSegment(part, columns, shard)).reduce(unite);
    case 'not':
      return evaluateSegment(query.part, columns, shard).map((flag) => 1 - flag);
    case 'text':
      return textFlags(query, columns, shard);
    case 'field':
      return fieldFlags(query, columns, shard);
  }
}

function intersect(left: Flags, right: Flags): Flags {
  for (let at = 0; at < left.length; at++) left[at] = (left[at] ?? 0) & (right[at] ?? 0);
  return left;
}

function unite(left: Flags, right: Flags): Flags {
  for (let at = 0; at < left.length; at++) left[at] = (left[at] ?? 0) | (right[at] ?? 0);
  return left;
}

/** Marks events whose code is one of the wanted ones; where there are none, codes are not even unpacked. */
function spread(column: Column, wanted: Codes | null, flags: Flags): void {
  if (wanted === null) return;
  const { codes } = column;
  for (let at = 0; at < flags.length; at++) {
    if (wanted[codes[at] ?? CODE_ABSENT] === 1) flags[at] = 1;
  }
}

function textFlags(text: PlannedText, columns: SegmentColumns, shard: SearchedShard): Flags {
  const flags = new Uint8Array(columns.events);
  for (const field of columns.fieldIds) {
    if (field === SPILL_FIELD) continue;
    const places = placesHolding(text, columns, field, shard);
    const column = places?.length === 0 ? null : columns.column(field);
    if (column !== null) spread(column, passingCodes(column, text.passes, places), flags);
  }
  if (columns.spills)
    markSpilled(columns, flags, (_name, value) => textsIn(value).some(text.passes));
  return flags;
}

function textsIn(value: FieldValue): readonly string[] {
  if (value === null) return [];
  return typeof value === 'string' ? [value] : textsOf(value);
}

function markSpilled(
  columns: SegmentColumns,
  flags: Flags,
  test: (name: string, value: FieldValue) => boolean,
): void {
  for (let event = 0; event < flags.length; event++) {
    if (flags[event] === 1) continue;
    const { names, values } = columns.spilled(event);
    if (names.some((name, at) => test(name, values[at] ?? null))) flags[event] = 1;
  }
}

function fieldFlags(
  { names, test, passes, run }: PlannedField,
  columns: SegmentColumns,
  shard: SearchedShard,
): Flags {
  if (names.includes('time') && test.kind !== 'pattern' && test.kind !== 'regex')
    return timeFlags(test, columns.segment, shard.caseEnd);
  const flags = toldByCase(names, test, columns, shard);
  for (const field of names.flatMap((name) => columns.fieldNames.called(name))) {
    const column = columns.column(field);
    if (column === null) continue;
    const isAsked = test.kind === 'exists';
    const candidates = run === null || isAsked ? null : column.holding(searchFor(run));
    spread(
      column,
      isAsked ? presentCodes(column) : passingCodes(column, passes, candidates),
      flags,
    );
  }
  if (columns.spills) {
    markSpilled(columns, flags, (other, value) => {
      if (!names.includes(other.toLowerCase())) return false;
      return test.kind === 'exists' || textsIn(value).some(passes);
    });
  }
  return flags;
}
