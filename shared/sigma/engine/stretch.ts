/** A stretch of events while rules hunt over it: its fields by view, with the truths of their values. */
import type { Column, EventColumns } from '@shared/model/columns';
import type { FieldView } from '../field-view';
import { type FieldColumn, FieldColumns, loggedColumn } from './field-columns';
import { isInside } from '../field-names';
import { ValueTruths } from './value-truths';
import type { WorldMatchers } from './world-matchers';

/** A field with the truths of its values. */
export type Fields = (field: string) => ValueTruths | null;

export class Stretch {
  readonly events: EventColumns;
  readonly #matchers: WorldMatchers;
  readonly #views = new Map<FieldView, Fields>();
  #logged: readonly FieldColumn[] | undefined;
  #keywords: readonly ValueTruths[] | undefined;
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

  /** The logged fields with a value that some keyword stands in, by name. */
  get keywords(): readonly ValueTruths[] {
    const { keywords } = this.#matchers;
    this.#keywords ??= this.events.names
      .filter((name) => {
        const column = this.events.column(name);
        return column !== null && keywords.areIn(column);
      })
      .toSorted()
      .map((name) => loggedColumn(this.events, name))
      .filter((column) => column !== null)
      .map((column) => new ValueTruths(column, keywords.matcher));
    return this.#keywords;
  }
}
