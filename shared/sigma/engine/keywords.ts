/** The keywords of rules over whole columns: most columns hold none, which their bytes tell. */
import type { Column, ColumnEntry, SearchableColumn, TextSearch } from '@shared/model/columns';
import { AnyText } from '@shared/text/any-text';
import { searchableRun } from '@shared/text/searchable-run';
import type { FieldMatcher } from './field-matcher';
import type { Literal } from './literals';

export class Keywords {
  readonly matcher: FieldMatcher;
  /** Null where bytes do not tell of every keyword. */
  readonly #search: TextSearch | null;

  constructor(matcher: FieldMatcher, literals: readonly Literal[]) {
    this.matcher = matcher;
    const runs = literals.map(({ text }) => searchableRun(text));
    const told = runs.filter((run) => run !== null);
    const any = new AnyText(told);
    this.#search = told.length < runs.length ? null : (text, from) => any.next(text, from);
  }

  /** Whether one stands in some value. */
  areIn(column: Column | SearchableColumn): boolean {
    const holds = (entry: ColumnEntry): boolean => this.matcher.truths(entry).length > 0;
    if (this.#search === null || !('holding' in column)) return column.entries.some(holds);
    const places = column.holding(this.#search);
    if (places === null) return column.entries.some(holds);
    return places.some((at) => holds(column.entry(at) ?? ''));
  }
}
