/**
 * Tests that no literal announces: presence, null, numbers, networks, times, references to other fields and
 * expressions without a plain text. Asked where a rule comes to them, and once for each value.
 */
import { CODE_ABSENT, CODE_NULL, FIRST_VALUE_CODE, textsOf } from '@shared/model/columns';
import { foldCase } from '@shared/model/fold-case';
import type { FieldView } from '../field-view';
import type { Predicate } from '../predicate';
import { relates } from '../text-test';
import type { FieldColumn } from './field-columns';
import type { Fields, Stretch } from './stretch';
import type { TextTests } from './text-tests';

type Reference = Extract<Predicate, { kind: 'reference' }>;

const UNASKED = 0;
const NO = 1;
const YES = 2;

/** Answers for the events of one stretch in one view. */
export class RareTests {
  readonly #stretch: Stretch;
  readonly #fields: Fields;
  readonly #predicates: readonly Predicate[];
  readonly #tests: TextTests;
  /** Per column and test: the answer for each code, `UNASKED` where the value was not met. */
  readonly #answers = new Map<FieldColumn, Map<number, Uint8Array>>();

  constructor(
    stretch: Stretch,
    view: FieldView,
    predicates: readonly Predicate[],
    tests: TextTests,
  ) {
    this.#stretch = stretch;
    this.#fields = stretch.view(view);
    this.#predicates = predicates;
    this.#tests = tests;
  }

  holds(test: number, event: number): boolean {
    const predicate = this.#predicates[test];
    if (predicate === undefined) return false;
    if ((predicate.kind === 'glob' || predicate.kind === 'regex') && predicate.field === null)
      return this.#stretch.logged.some((column) => this.#passes(test, column, event));
    if (predicate.field === null) return false;
    const column = this.#fields(predicate.field)?.column;
    const code = column?.codes[event] ?? CODE_ABSENT;
    switch (predicate.kind) {
      case 'exists':
        return (code !== CODE_ABSENT || this.#isObject(predicate, event)) === predicate.expected;
      case 'null':
        return (code === CODE_ABSENT || code === CODE_NULL) && !this.#isObject(predicate, event);
      case 'reference':
        return column !== undefined && this.#refers(predicate, column, event);
      default:
        return column !== undefined && this.#passes(test, column, event);
    }
  }

  /** A field that is an object in the record is there, though only the fields in it have values. */
  #isObject({ field }: { readonly field: string }, event: number): boolean {
    return this.#stretch.inside(field).some(({ codes }) => (codes[event] ?? 0) !== CODE_ABSENT);
  }

  /** Asked once for each value of a column. */
  #passes(test: number, column: FieldColumn, event: number): boolean {
    const code = column.codes[event] ?? CODE_ABSENT;
    if (code < FIRST_VALUE_CODE) return false;
    const answers = this.#answersOf(test, column);
    if (answers[code] === UNASKED) {
      const answer = textsAt(column, code).some((text) => this.#tests.passes(test, text));
      answers[code] = answer ? YES : NO;
    }
    return answers[code] === YES;
  }

  #answersOf(test: number, column: FieldColumn): Uint8Array {
    let byTest = this.#answers.get(column);
    if (byTest === undefined) {
      byTest = new Map();
      this.#answers.set(column, byTest);
    }
    let answers = byTest.get(test);
    if (answers === undefined) {
      answers = new Uint8Array(column.entries.length + FIRST_VALUE_CODE);
      byTest.set(test, answers);
    }
    return answers;
  }

  /** Whether a text alone passes. */
  passes(test: number, text: string): boolean {
    return this.#tests.passes(test, text);
  }

  #refers(predicate: Reference, column: FieldColumn, event: number): boolean {
    return textsAt(column, column.codes[event] ?? CODE_ABSENT).some((text) =>
      this.relates(predicate, text, event),
    );
  }

  /** Whether one text of the field stands as asked to any of the other field. */
  relates({ other, mode, cased }: Reference, text: string, event: number): boolean {
    const column = this.#fields(other)?.column;
    if (column === undefined) return false;
    const fold = cased ? (one: string): string => one : foldCase;
    const others = textsAt(column, column.codes[event] ?? CODE_ABSENT);
    return others.some((one) => relates(fold(text), fold(one), mode));
  }
}

/** The texts of the value with a code. */
export function textsAt(column: FieldColumn, code: number): readonly string[] {
  const entry = column.entries[code - FIRST_VALUE_CODE];
  return entry === undefined ? [] : textsOf(entry);
}
