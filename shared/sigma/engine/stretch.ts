/** A stretch of events while rules hunt over it: its fields by view, with the truths of their values. */
import type { Column, EventColumns } from '@shared/model/columns';
import type { FieldView } from '../field-view';
import { type FieldColumn, FieldColumns, loggedColumn } from './field-columns';
import { namesInside } from '../field-names';
import { ValueTruths } from './value-truths';
import type { WorldMatchers } from './world-matchers';

/** A field with the truths of its values. */
export type Fields = (field: string) => ValueTruths | null;

/** A logged field, and the tests for keywords that are true of some value of it. */
interface KeywordField {
  readonly name: string;
  readonly tests: ReadonlySet<number>;
}

const NONE: ReadonlySet<number> = new Set();

export class Stretch {
  readonly events: EventColumns;
  readonly #matchers: WorldMatchers;
  readonly #views = new Map<FieldView, Fields>();
  #logged: readonly FieldColumn[] | undefined;
  #keywords: readonly KeywordField[] | undefined;
  readonly #keywordFields = new Map<string, ValueTruths | null>();
  readonly #inside = new Map<string, readonly Column[]>();

  constructor(events: EventColumns, matchers: WorldMatchers) {
    this.events = events;
    this.#matchers = matchers;
  }

  /** The fields as a view has them. */
  view(view: FieldView): Fields {
    let fields = this.#views.get(view);
    if (fields === undefined) {
      fields = this.#fieldsOf(new FieldColumns(this.events, view));
      this.#views.set(view, fields);
    }
    return fields;
  }

  #fieldsOf(columns: FieldColumns): Fields {
    const known = new Map<string, ValueTruths | null>();
    return (field) => {
      let truths = known.get(field);
      if (truths === undefined) {
        const column = columns.of(field);
        truths = column === null ? null : new ValueTruths(column, this.#matchers.of(field));
        known.set(field, truths);
      }
      return truths;
    };
  }

  /** The fields that stand in another one, where records hold objects: `a.b` in `a`. */
  inside(field: string): readonly Column[] {
    let columns = this.#inside.get(field);
    if (columns === undefined) {
      columns = namesInside(this.events.names, field).flatMap(
        (name) => this.events.column(name) ?? [],
      );
      this.#inside.set(field, columns);
    }
    return columns;
  }

  /** Every field as logged, by name. */
  get logged(): readonly FieldColumn[] {
    this.#logged ??= this.events.names
      .toSorted()
      .map((name) => loggedColumn(this.events, name))
      .filter((column) => column !== null);
    return this.#logged;
  }

  /** The logged fields with a value that any of the keywords stands in, by name. */
  keywords(asked: ReadonlySet<number>): readonly ValueTruths[] {
    if (asked.size === 0) return [];
    this.#keywords ??= this.#findKeywords();
    return this.#keywords
      .filter(({ tests }) => [...tests].some((test) => asked.has(test)))
      .flatMap(({ name }) => this.#keywordTruths(name) ?? []);
  }

  #findKeywords(): KeywordField[] {
    const found = this.events.names.toSorted().map((name): KeywordField => {
      const column = this.events.column(name);
      return { name, tests: column === null ? NONE : this.#matchers.keywords.trueIn(column) };
    });
    return found.filter(({ tests }) => tests.size > 0);
  }

  #keywordTruths(name: string): ValueTruths | null {
    let truths = this.#keywordFields.get(name);
    if (truths === undefined) {
      const column = loggedColumn(this.events, name);
      truths = column === null ? null : new ValueTruths(column, this.#matchers.keywords.matcher);
      this.#keywordFields.set(name, truths);
    }
    return truths;
  }
}
