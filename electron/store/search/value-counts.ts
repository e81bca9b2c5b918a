/**
 * The values of a field over the events found, with how many events have each. Counted by code, segment by
 * segment: a value is looked at once for each segment, however many events have it.
 */
import {
  CODE_ABSENT,
  CODE_NULL,
  type Column,
  FIRST_VALUE_CODE,
  valueAt,
} from '@shared/model/columns';
import type { FieldValue } from '@shared/model/event';
import { fieldsMeant } from '@shared/query/friendly-fields';
import type { SegmentColumns } from './segment-columns';

export class ValueCounts {
  readonly #names: readonly string[];
  readonly #counts = new Map<string | null, number>();
  #having = 0;

  /** @param field its name, or a friendly one; letter case is ignored */
  constructor(field: string) {
    this.#names = fieldsMeant(field);
  }

  /** Events that have the field. */
  get having(): number {
    return this.#having;
  }

  /** The most frequent first, then in the order of their texts. */
  sorted(): readonly CountedValue[] {
    return sortedCounts(this.#counts);
  }

  /** One event that has these, each once. */
  addEvent(values: Iterable<string | null>): void {
    const distinct = new Set(values);
    if (distinct.size > 0) this.#having++;
    for (const value of distinct) this.#count(value, 1);
  }

  /** Events that all have one value. */
  addEvents(value: string, events: number): void {
    this.#having += events;
    this.#count(value, events);
  }

  /** @param events places of the segment's events that were found; null where all were */
  addSegment(columns: SegmentColumns, events: Uint16Array | null): void {
    const meant = this.#names
      .flatMap((name) => columns.fieldNames.called(name))
      .map((id) => columns.column(id))
      .filter((column) => column !== null);
    const [only] = meant;
    if (columns.spills || meant.length > 1)
      this.#eachEvent(columns, meant, events ?? Array(columns.events).keys());
    else if (only !== undefined) this.#eachCode(only, events);
  }

  #means(name: string): boolean {
    return this.#names.includes(name.toLowerCase());
  }

  #eachCode({ codes, entries }: Column, events: Uint16Array | null): void {
    const counts = new Uint32Array(entries.length + FIRST_VALUE_CODE);
    if (events === null) countCodes(codes, counts);
    else countCodesAt(codes, events, counts);
    counts.forEach((count, code) => {
      if (count === 0 || code === CODE_ABSENT) return;
      this.#having += count;
      const value = code === CODE_NULL ? null : (entries[code - FIRST_VALUE_CODE] ?? null);
      for (const text of new Set(elementsOf(value))) this.#count(text, count);
    });
  }

  /** Fields that stand beside each other in one event may hold the same value. */
  #eachEvent(columns: SegmentColumns, meant: readonly Column[], events: Iterable<number>): void {
    for (const event of events) {
      const values = meant.map((column) => valueAt(column, event));
      const { names, values: spilled } = columns.spills ? columns.spilled(event) : NOTHING_SPILLED;
      names.forEach((name, at) => this.#means(name) && values.push(spilled[at]));
      this.addEvent(values.flatMap((value) => (value === undefined ? [] : elementsOf(value))));
    }
  }

  #count(value: string | null, events: number): void {
    this.#counts.set(value, (this.#counts.get(value) ?? 0) + events);
  }
}

export interface CountedValue {
  readonly value: string | null;
  readonly count: number;
}

/** The most frequent first, then in the order of their texts. */
export const sortedCounts = (
  counts: Iterable<readonly [value: string | null, count: number]>,
): readonly CountedValue[] =>
  [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || compareTexts(a.value, b.value));

type Codes = Column['codes'];

function countCodes(codes: Codes, counts: Uint32Array): void {
  for (let at = 0; at < codes.length; at++) {
    const code = codes[at] ?? CODE_ABSENT;
    counts[code] = (counts[code] ?? 0) + 1;
  }
}

function countCodesAt(codes: Codes, events: Uint16Array, counts: Uint32Array): void {
  for (let at = 0; at < events.length; at++) {
    const code = codes[events[at] ?? 0] ?? CODE_ABSENT;
    counts[code] = (counts[code] ?? 0) + 1;
  }
}

const NOTHING_SPILLED: { names: readonly string[]; values: readonly FieldValue[] } = {
  names: [],
  values: [],
};

const elementsOf = (value: FieldValue): readonly (string | null)[] =>
  typeof value === 'string' || value === null ? [value] : value;

/** Null first, then by code units: the same on every machine. */
function compareTexts(left: string | null, right: string | null): number {
  if (left === right) return 0;
  if (left === null) return -1;
  return right === null || left > right ? 1 : -1;
}
