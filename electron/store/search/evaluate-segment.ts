/**
 * A query over one segment by set algebra (store.md, Consequences): each predicate is tested once per
 * distinct value, the answer spread over the events by their codes. A flag per event: 1 matches.
 */
import { CODE_ABSENT, type Column, FIRST_VALUE_CODE, textsOf } from '@shared/model/columns';
import type { FieldValue } from '@shared/model/event';
import type { FieldTest, Pattern, Query } from '@shared/query/ast';
import { fieldsMeant } from '@shared/query/friendly-fields';
import { insideMatcher, longestLiteral } from '@shared/query/pattern';
import {
  CODES_PER_COLUMN,
  FIELDS_PER_SEGMENT,
  SHORTEST_INDEXED,
  SPILL_FIELD,
  UNINDEXED_VALUE,
} from '../shard/shard-schema';
import { fieldTextTest, type TextTest } from './field-test';
import type { SegmentColumns } from './segment-columns';
import { type SearchedFile, toldByCase } from './told-by-case';
import { timeFlags } from './time-flags';

export type Flags = Uint8Array;

export function evaluateSegment(query: Query, columns: SegmentColumns, file: SearchedFile): Flags {
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
      return textFlags(query.pattern, columns, file);
    case 'field':
      return fieldFlags(query.field, query.test, columns, file);
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

/** Marks events whose code is one of the wanted ones. */
function spread(column: Column, wanted: Uint8Array, flags: Flags): void {
  const { codes } = column;
  for (let at = 0; at < flags.length; at++) {
    if (wanted[codes[at] ?? CODE_ABSENT] === 1) flags[at] = 1;
  }
}

/** Codes of a column whose texts pass, one flag per code. */
function passingCodes(
  column: Column,
  test: TextTest,
  candidates: ReadonlySet<number> | null,
): Uint8Array | null {
  const wanted = new Uint8Array(column.entries.length + FIRST_VALUE_CODE);
  let any = false;
  column.entries.forEach((entry, at) => {
    const code = at + FIRST_VALUE_CODE;
    if (candidates !== null && !candidates.has(code)) return;
    if (textsOf(entry).some(test)) {
      wanted[code] = 1;
      any = true;
    }
  });
  return any ? wanted : null;
}

function textFlags(pattern: Pattern, columns: SegmentColumns, file: SearchedFile): Flags {
  const flags = new Uint8Array(columns.events);
  const test = insideMatcher(pattern);
  const rows = indexedRows(longestLiteral(pattern), columns, file);
  for (const field of columns.fieldIds) {
    if (field === SPILL_FIELD) continue;
    const candidates =
      rows === null ? null : rows.get(columns.segment.id * FIELDS_PER_SEGMENT + field);
    if (candidates === undefined) continue;
    const column = columns.column(field);
    const wanted = column === null ? null : passingCodes(column, test, candidates);
    if (column !== null && wanted !== null) spread(column, wanted, flags);
  }
  if (columns.spills) markSpilled(columns, flags, (_name, value) => textsIn(value).some(test));
  return flags;
}

/**
 * Column id → codes that may hold the term; null where the index cannot tell: terms shorter than its
 * three characters, terms beyond ASCII (whose case it folds otherwise), and terms that unindexed values
 * (numbers and hexadecimal text) could hold.
 */
function indexedRows(
  term: string,
  columns: SegmentColumns,
  file: SearchedFile,
): ReadonlyMap<number, ReadonlySet<number>> | null {
  const usable =
    term.length >= SHORTEST_INDEXED && /^[\x20-\x7e]+$/.test(term) && !UNINDEXED_VALUE.test(term);
  if (!usable) return null;
  // Letters that other alphabets' capitals fold to are left to the scan of whole trigrams without them.
  const trigrams = [...new Set(trigramsOf(term))].filter((trigram) => !/["ksi]/.test(trigram));
  if (trigrams.length === 0) return null;
  const known = file.indexed.get(term);
  if (known !== undefined) return known;
  const rows = new Map<number, Set<number>>();
  for (const row of columns.open().indexRows(trigrams)) {
    const column = Math.floor(row / CODES_PER_COLUMN);
    const codes = rows.get(column);
    if (codes === undefined) rows.set(column, new Set([row % CODES_PER_COLUMN]));
    else codes.add(row % CODES_PER_COLUMN);
  }
  file.indexed.set(term, rows);
  return rows;
}

const trigramsOf = (term: string): string[] =>
  Array.from({ length: term.length - SHORTEST_INDEXED + 1 }, (_, at) =>
    term.slice(at, at + SHORTEST_INDEXED),
  );

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
  typed: string,
  test: FieldTest,
  columns: SegmentColumns,
  file: SearchedFile,
): Flags {
  const names = fieldsMeant(typed);
  if (names.includes('time') && test.kind !== 'pattern' && test.kind !== 'regex')
    return timeFlags(test, columns.segment, file.caseEnd);
  const passes = fieldTextTest(typed, test);
  const flags = toldByCase(names, test, columns, file);
  for (const field of columns.fieldIds) {
    const name = field === SPILL_FIELD ? '' : columns.head.fields.of(field).toLowerCase();
    if (field === SPILL_FIELD || !names.includes(name)) continue;
    const column = columns.column(field);
    const wanted =
      column === null
        ? null
        : test.kind === 'exists'
          ? present(column)
          : passingCodes(column, passes, null);
    if (column !== null && wanted !== null) spread(column, wanted, flags);
  }
  if (columns.spills) {
    markSpilled(columns, flags, (other, value) => {
      if (!names.includes(other.toLowerCase())) return false;
      return test.kind === 'exists' || textsIn(value).some(passes);
    });
  }
  return flags;
}

/** A field is there with any value, null and empty ones too. */
function present(column: Column): Uint8Array {
  const wanted = new Uint8Array(column.entries.length + FIRST_VALUE_CODE).fill(1);
  wanted[CODE_ABSENT] = 0;
  return wanted;
}
