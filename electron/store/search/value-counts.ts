/**
 * The values of a field over the events found, with how many events the filter of each finds. Counted by code, segment
 * by segment: of a segment that was counted before no value is looked at, and values that are found together
 * (found-values.ts) are put together at the end.
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
import type { CountedValue } from './found-values';
import type { SegmentColumns } from './segment-columns';
import { NULL_NUMBER, ValueNumbers } from './value-numbers';

export class ValueCounts {
  readonly #names: readonly string[];
  readonly #numbers: ValueNumbers;
  /** Events by the number of a text. */
  readonly #counts: number[] = [];
  /** By the number of a value: how often an event has one more text that it finds. */
  readonly #twice = new Map<number, number>();
  #having = 0;

  /**
   * @param field its name, or a friendly one; letter case is ignored
   * @param numbers of the field's values, as far as they are known
   */
  constructor(field: string, numbers = new ValueNumbers(field)) {
    this.#names = fieldsMeant(field);
    this.#numbers = numbers;
  }

  /** Events that have the field. */
  get having(): number {
    return this.#having;
  }

  /** The most frequent first, then in the order of their texts. */
  sorted(): readonly CountedValue[] {
    const groups = this.#numbers.found.grouped(this.#counts);
    for (const [value, times] of this.#twice) {
      const group = groups[value];
      if (group !== undefined) groups[value] = { ...group, count: group.count - times };
    }
    return sortedCounts(groups, this.#counts[NULL_NUMBER] ?? 0);
  }

  /** In no order. */
  get told(): CountedValues {
    const { texts } = this.#numbers;
    const values: (string | null)[] = [];
    const counts: number[] = [];
    this.#counts.forEach((count, number) => {
      if (count === 0) return;
      values.push(texts[number] ?? null);
      counts.push(count);
    });
    const twice = [...this.#twice].map(([value, times]): TimesCounted => [
      this.#numbers.found.keyOfValue(value),
      times,
    ]);
    return { values, counts, having: this.#having, twice };
  }

  /** What was counted of other events. */
  addCounted({ values, counts, having, twice }: CountedValues): void {
    this.#having += having;
    values.forEach((value, at) => this.#count(this.#numbers.numberOf(value), counts[at] ?? 0));
    for (const [key, times] of twice) this.#countTwice(this.#numbers.found.valueOfKey(key), times);
  }

  /** One event that has these, each once. */
  addEvent(values: Iterable<string | null>): void {
    const distinct = new Set(values);
    if (distinct.size > 0) this.#having++;
    this.#countTogether(distinct, 1);
  }

  /** Events that all have the same values, each once. */
  addEvents(values: readonly string[], events: number): void {
    this.#having += events;
    this.#countTogether(new Set(values), events);
  }

  /** @param events places of the segment's events that were found; null where all were */
  addSegment(columns: SegmentColumns, events: Uint16Array | null): void {
    const meant = this.#names
      .flatMap((name) => columns.fieldNames.called(name))
      .flatMap((id) => {
        const column = columns.column(id);
        return column === null ? [] : [{ key: `${columns.key}.${id}`, column }];
      });
    const [only, ...others] = meant;
    const places = events ?? Array(columns.events).keys();
    if (only !== undefined && others.length === 0 && !columns.spills)
      this.#eachCode(only.key, only.column, events);
    else if (columns.spills || !this.#besideEachOther(meant, places))
      this.#eachEvent(
        columns,
        meant.map(({ column }) => column),
        places,
      );
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
      else this.#count(numbers[code] ?? 0, count);
    }
  }

  #countEntry(column: LazyColumn, code: number, count: number): void {
    const value = code === CODE_NULL ? null : (column.entry(code - FIRST_VALUE_CODE) ?? null);
    this.#countTogether(new Set(elementsOf(value)), count);
  }

  /** By codes alone, no text is looked at. @returns false, and counts nothing, where values are lists */
  #besideEachOther(meant: readonly KeyedColumn[], events: Iterable<number>): boolean {
    const numbered = meant.flatMap(({ key, column }) => {
      const numbers = this.#numbers.of(key, column);
      return numbers === null ? [] : [{ numbers, codes: column.codes }];
    });
    if (numbered.length < meant.length) return false;
    const own: number[] = [];
    for (const event of events) {
      own.length = 0;
      for (const { numbers, codes } of numbered) {
        const code = codes[event] ?? CODE_ABSENT;
        const number = numbers[code] ?? NULL_NUMBER;
        if (code !== CODE_ABSENT && !own.includes(number)) own.push(number);
      }
      if (own.length > 0) this.#having++;
      this.#countNumbers(own, 1);
    }
    return true;
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

  #countTogether(texts: ReadonlySet<string | null>, events: number): void {
    this.#countNumbers(
      [...texts].map((text) => this.#numbers.numberOf(text)),
      events,
    );
  }

  /** Events that have all of these texts, each once. */
  #countNumbers(texts: readonly number[], events: number): void {
    for (const text of texts) this.#count(text, events);
    if (texts.length < 2) return;
    const { found } = this.#numbers;
    const seen: number[] = [];
    for (const text of texts)
      for (const value of found.valuesOf(text))
        if (seen.includes(value)) this.#countTwice(value, events);
        else seen.push(value);
  }

  #countTwice(value: number, times: number): void {
    this.#twice.set(value, (this.#twice.get(value) ?? 0) + times);
  }

  #count(number: number, events: number): void {
    while (this.#counts.length <= number) this.#counts.push(0);
    this.#counts[number] = (this.#counts[number] ?? 0) + events;
  }
}

/** A column by what tells it from all others. */
interface KeyedColumn {
  readonly key: string;
  readonly column: LazyColumn;
}

/** What was counted, as another thread is told it: exact texts beside their counts. */
export interface CountedValues {
  readonly values: readonly (string | null)[];
  readonly counts: readonly number[];
  /** Events that have the field. */
  readonly having: number;
  readonly twice: readonly TimesCounted[];
}

/** How often events have one more text that a value finds, by its key. */
type TimesCounted = readonly [key: string, times: number];

/** The most frequent first, then in the order of their texts. @param nulls events with a null */
export function sortedCounts(
  groups: readonly (CountedValue | undefined)[],
  nulls: number,
): readonly CountedValue[] {
  const all = groups.filter((group) => group !== undefined);
  if (nulls > 0) all.push({ value: null, count: nulls, spellings: 1 });
  return all.sort((a, b) => b.count - a.count || compareTexts(a.value, b.value));
}

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
