/** A stretch of events while rules hunt over it: its fields by view, with the truths of their values. */
import type { Column, EventColumns } from '@shared/model/columns';
import type { FieldView } from '../field-view';
import { type FieldColumn, FieldColumns, loggedColumn } from './field-columns';
import { isInside } from '../field-names';
import type { FieldMatcher } from './field-matcher';
import { ValueTruths } from './value-truths';

/** A field with the truths of its values. */
export type Fields = (field: string) => ValueTruths | null;

export class Stretch {
  readonly events: EventColumns;
  readonly #matcherOf: (field: string | null) => FieldMatcher;
  readonly #views = new Map<FieldView, Fields>();
  #logged: readonly FieldColumn[] | undefined;
  #keywords: readonly ValueTruths[] | undefined;
  readonly #inside = new Map<string, readonly Column[]>();

  constructor(events: EventColumns, matcherOf: (field: string | null) => FieldMatcher) {
    this.events = events;
    this.#matcherOf = matcherOf;
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
        truths = column === null ? null : new ValueTruths(column, this.#matcherOf(field));
        known.set(field, truths);
      }
      return truths;
    };
  }

  /** The fields that stand in another one, where records hold objects: `a.b` in `a`. */
  inside(field: string): readonly Column[] {
    let columns = this.#inside.get(field);
    if (columns === undefined) {
      columns = this.events.names
        .filter((name) => isInside(name, field))
        .flatMap((name) => this.events.column(name) ?? []);
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

  /** The logged fields with a value that some keyword stands in. */
  get keywords(): readonly ValueTruths[] {
    this.#keywords ??= this.events.names.flatMap((name) => this.#keywordsIn(name));
    return this.#keywords;
  }

  #keywordsIn(name: string): ValueTruths[] {
    const matcher = this.#matcherOf(null);
    const entries = this.events.column(name)?.entries ?? [];
    if (!entries.some((entry) => matcher.truths(entry).length > 0)) return [];
    const column = loggedColumn(this.events, name);
    return column === null ? [] : [new ValueTruths(column, matcher)];
  }
}
