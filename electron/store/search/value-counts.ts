/**
 * The values of a field over the events found, with how many events have each. Counted by code, segment by
 * segment: of a segment that was counted before no value is looked at.
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
import type { LazyColumn } from '../shard/stored-column';
import type { SegmentColumns } from './segment-columns';
import { ValueNumbers } from './value-numbers';

export class ValueCounts {
  readonly #names: readonly string[];
  readonly #numbers: ValueNumbers;
  readonly #byNumber: number[] = [];
  /** Of those that have no number. */
  readonly #counts = new Map<string | null, number>();
  #having = 0;

  /**
   * @param field its name, or a friendly one; letter case is ignored
   * @param numbers of the field's values, as far as they are known
   */
  constructor(field: string, numbers = new ValueNumbers()) {
    this.#names = fieldsMeant(field);
    this.#numbers = numbers;
  }

  /** Events that have the field. */
  get having(): number {
    return this.#having;
  }

  /** The most frequent first, then in the order of their texts. */
  sorted(): readonly CountedValue[] {
    return sortedCounts(this.#all());
  }

  /** In no order. */
  get told(): CountedValues {
    const all = this.#all();
    return { values: [...all.keys()], counts: [...all.values()], having: this.#having };
  }

  #all(): ReadonlyMap<string | null, number> {
    const counts = new Map(this.#counts);
    this.#byNumber.forEach((count, number) => {
      const text = this.#numbers.texts[number] ?? null;
      if (count > 0) counts.set(text, (counts.get(text) ?? 0) + count);
    });
    return counts;
  }

  /** What was counted of other events. */
  addCounted({ values, counts, having }: CountedValues): void {
    this.#having += having;
    values.forEach((value, at) => this.#count(value, counts[at] ?? 0));
  }

  /** One event that has these, each once. */
  addEvent(values: Iterable<string | null>): void {
    const distinct = new Set(values);
    if (distinct.size > 0) this.#having++;
    for (const value of distinct) this.#count(value, 1);
  }

  /** Events that all have the same values, each once. */
  addEvents(values: readonly string[], events: number): void {
    this.#having += events;
    for (const value of values) this.#count(value, events);
  }

  /** @param events places of the segment's events that were found; null where all were */
  addSegment(columns: SegmentColumns, events: Uint16Array | null): void {
    const meant = this.#names
      .flatMap((name) => columns.fieldNames.called(name))
      .flatMap((id) => {
        const column = columns.column(id);
        return column === null ? [] : [{ id, column }];
      });
    const [only] = meant;
    if (columns.spills || meant.length > 1) {
      const those = meant.map(({ column }) => column);
      this.#eachEvent(columns, those, events ?? Array(columns.events).keys());
    } else if (only !== undefined) this.#eachCode(`${columns.key}.${only.id}`, only.column, events);
  }

  #means(name: string): boolean {
    return this.#names.includes(name.toLowerCase());
  }

  #eachCode(key: string, column: LazyColumn, events: Uint16Array | null): void {
    const counts = new Uint32Array(column.values + FIRST_VALUE_CODE);
    if (events === null) countCodes(column.codes, counts);
    else countCodesAt(column.codes, events, counts);
    const numbers = this.#numbers.of(key, column);
    for (let code = CODE_NULL; code < counts.length; code++) {
      const count = counts[code] ?? 0;
      if (count === 0) continue;
      this.#having += count;
      if (numbers === null) this.#countEntry(column, code, count);
      else this.#countNumber(numbers[code] ?? 0, count);
    }
  }

  #countNumber(number: number, count: number): void {
    while (this.#byNumber.length <= number) this.#byNumber.push(0);
    this.#byNumber[number] = (this.#byNumber[number] ?? 0) + count;
  }

  #countEntry(column: LazyColumn, code: number, count: number): void {
    const value = code === CODE_NULL ? null : (column.entry(code - FIRST_VALUE_CODE) ?? null);
    for (const text of new Set(elementsOf(value))) this.#count(text, count);
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

/** What was counted, as another thread is told it: values beside their counts. */
export interface CountedValues {
  readonly values: readonly (string | null)[];
  readonly counts: readonly number[];
  /** Events that have the field. */
  readonly having: number;
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
