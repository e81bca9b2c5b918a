/**
 * A query over one segment by set algebra (store.md, Consequences): each predicate is tested once per
 * distinct value, the answer spread over the events by their codes. A flag per event: 1 matches.
 */
import { CODE_ABSENT, type Column, FIRST_VALUE_CODE, textsOf } from '@shared/model/columns';
import type { FieldValue } from '@shared/model/event';
import { CODES_PER_COLUMN, FIELDS_PER_SEGMENT, SPILL_FIELD } from '../shard/shard-schema';
import { type Codes, passingCodes, presentCodes } from './passing-codes';
import type { IndexedTerm, PlannedField, PlannedQuery, PlannedText } from './query-plan';
import type { SegmentColumns } from './segment-columns';
import { type IndexedRows, type SearchedFile, toldByCase } from './told-by-case';
import { timeFlags } from './time-flags';

export type Flags = Uint8Array;

export function evaluateSegment(
  query: PlannedQuery,
  columns: SegmentColumns,
  file: SearchedFile,
): Flags {
  const { events } = columns;
  switch (query.kind) {
    case 'all':
      return new Uint8Array(events).fill(1);
    case 'and':
      return query.parts.map((part) => evaluateSegment(part, columns, file)).reduce(intersect);
    case 'or':
      return query.parts.map((part) => evaluateSegment(part, columns, file)).reduce(unite);
    case 'not':
      return evaluateSegment(query.part, columns, file).map((flag) => 1 - flag);
    case 'text':
      return textFlags(query, columns, file);
    case 'field':
      return fieldFlags(query, columns, file);
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

function textFlags(text: PlannedText, columns: SegmentColumns, file: SearchedFile): Flags {
  const flags = new Uint8Array(columns.events);
  const { passes, run } = text;
  const rows = indexedRows(text, columns, file.indexed);
  for (const field of columns.fieldIds) {
    if (field === SPILL_FIELD) continue;
    const isScanned = rows === null || mayHoldUnindexed(text, columns, field, file);
    const indexed = rows?.get(columns.segment.id * FIELDS_PER_SEGMENT + field);
    if (!isScanned && indexed === undefined) continue;
    const column = columns.column(field);
    if (column === null) continue;
    const scanned = run === null || !isScanned ? null : column.holding(run);
    spread(column, passingCodes(column, passes, isScanned ? scanned : (indexed ?? [])), flags);
  }
  if (columns.spills) markSpilled(columns, flags, (_name, value) => textsIn(value).some(passes));
  return flags;
}

/** Whether values of a field that stand in no index may hold the term. */
function mayHoldUnindexed(
  { shapes }: PlannedText,
  { head }: SegmentColumns,
  field: number,
  { outline }: SearchedFile,
): boolean {
  if (shapes === null) return false;
  return outline?.mayHaveUnindexed(head.fields.of(field).toLowerCase(), shapes) ?? true;
}

/**
 * Column id → places of values that may hold the term; null where the index cannot tell.
 * @param known what the shard's index has said before, by term
 */
export function indexedRows(
  { term, indexed }: IndexedTerm,
  columns: SegmentColumns,
  known: Map<string, IndexedRows>,
): IndexedRows | null {
  if (indexed.length === 0) return null;
  const before = known.get(term);
  if (before !== undefined) return before;
  const rows = new Map<number, number[]>();
  for (const row of columns.open().indexRows(indexed)) {
    const column = Math.floor(row / CODES_PER_COLUMN);
    const at = (row % CODES_PER_COLUMN) - FIRST_VALUE_CODE;
    const others = rows.get(column);
    if (others === undefined) rows.set(column, [at]);
    else others.push(at);
  }
  known.set(term, rows);
  return rows;
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
  file: SearchedFile,
): Flags {
  if (names.includes('time') && test.kind !== 'pattern' && test.kind !== 'regex')
    return timeFlags(test, columns.segment, file.caseEnd);
  const flags = toldByCase(names, test, columns, file);
  for (const field of names.flatMap((name) => columns.head.fields.called(name))) {
    const column = columns.column(field);
    if (column === null) continue;
    const isAsked = test.kind === 'exists';
    const candidates = run === null || isAsked ? null : column.holding(run);
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
