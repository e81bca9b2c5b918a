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

  /** Numbers of the tests that are true of some value. */
  trueIn(column: Column | SearchableColumn): ReadonlySet<number> {
    const found = new Set<number>();
    for (const entry of this.#candidates(column)) {
      for (const test of this.matcher.truths(entry)) found.add(test);
    }
    return found;
  }

  #candidates(column: Column | SearchableColumn): readonly ColumnEntry[] {
    if (this.#search === null || !('holding' in column)) return column.entries;
    const places = column.holding(this.#search);
    return places === null ? column.entries : places.map((at) => column.entry(at) ?? '');
  }
}
