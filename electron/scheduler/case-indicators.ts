/** The indicators of a case: checked, kept, and made known to the runs that start from then on. */
import type { AddedIndicators, IndicatorChange } from '@shared/contract/indicators';
import { checkIndicator } from '@shared/ioc/check-indicator';
import { mergedFacts, samenessKey } from '@shared/ioc/sameness';
import { CaseScopeError } from '@shared/model/errors';
import { indicatorId } from '@shared/model/ids';
import type { Indicator, IndicatorDraft } from '@shared/model/indicator';
import type { CaseDatabase } from '@electron/store/case/case-database';

/** Every change answers what it changed, and costs what that costs, however many there are. */
export class CaseIndicators {
  readonly #database: CaseDatabase;
  readonly #onChanged: () => void;
  /** As case.db has them, which nobody else writes. */
  readonly #byId: Map<number, Indicator>;
  readonly #byKey: Map<string, Indicator>;

  constructor(database: CaseDatabase, onChanged: () => void) {
    this.#database = database;
    this.#onChanged = onChanged;
    const indicators = database.indicators();
    this.#byId = new Map(indicators.map((one) => [one.id, one]));
    this.#byKey = new Map(indicators.map((one) => [samenessKey(one), one]));
  }

  all(): Indicator[] {
    return [...this.#byId.values()];
  }

  get count(): number {
    return this.#byId.size;
  }

  /** Those that are there. @param ids null: all of them */
  some(ids: readonly number[] | null): Indicator[] {
    if (ids === null) return this.all();
    return ids.flatMap((id) => this.#byId.get(id) ?? []);
  }

  /** In the order they came. @param after the last one that is known */
  page(after: number, most: number): Indicator[] {
    const page: Indicator[] = [];
    for (const one of this.#byId.values()) {
      if (page.length === most) break;
      if (one.id > after) page.push(one);
    }
    return page;
  }

  /** @throws CaseScopeError `indicator-invalid` where it could never match, or another is the same */
  put({ id, ...given }: IndicatorDraft & { readonly id: number | null }): readonly Indicator[] {
    const draft = { ...given, value: given.value.trim() };
    check(draft);
    if (id === null) return this.add([draft]).indicators;
    this.#refuseTwin(id, draft);
    return this.#keep(this.some([id]).map((known) => ({ ...draft, id: known.id })));
  }

  #refuseTwin(id: number, draft: IndicatorDraft): void {
    const twin = this.#byKey.get(samenessKey(draft));
    if (twin === undefined || twin.id === id) return;
    const { type, value, mode } = twin;
    throw new CaseScopeError(
      'indicator-invalid',
      `The case already has the ${type} indicator ${value} (${mode}). Change something else, or delete one of the two.`,
    );
  }

  /**
   * Adds them all; what the case has already gets what is known of the other, and is switched on where that is.
   * @throws CaseScopeError `indicator-invalid` where one could never match; then none is added
   */
  add(drafts: readonly IndicatorDraft[]): AddedIndicators {
    drafts.forEach(check);
    const changed = new Map<string, Indicator>();
    let merged = 0;
    this.#database.together(() => {
      for (const draft of drafts) {
        const key = samenessKey(draft);
        const known = changed.get(key) ?? this.#byKey.get(key);
        if (known === undefined)
          changed.set(key, { ...draft, id: this.#database.indicatorTable.add(draft) });
        else {
          const more = mergedWith(known, draft);
          this.#database.indicatorTable.change(more);
          changed.set(key, more);
          merged++;
        }
      }
    });
    const indicators = this.#remember([...changed.values()]);
    return { added: drafts.length - merged, merged, indicators };
  }

  /** The same change of each of them. */
  change(ids: readonly number[], change: IndicatorChange): readonly Indicator[] {
    const given = Object.fromEntries(
      Object.entries(change).filter(([, fact]) => fact !== undefined),
    );
    return this.#keep(this.some(ids).map((one) => ({ ...one, ...given })));
  }

  /** @returns the ids of those that are gone */
  delete(ids: readonly number[]): readonly number[] {
    const going = this.some(ids);
    this.#database.together(() => {
      for (const { id } of going) this.#database.indicatorTable.delete(indicatorId(id));
    });
    for (const one of going) this.#forget(one);
    this.#onChanged();
    return going.map(({ id }) => id);
  }

  #keep(changed: readonly Indicator[]): readonly Indicator[] {
    this.#database.together(() => {
      for (const one of changed) this.#database.indicatorTable.change(one);
    });
    return this.#remember(changed);
  }

  #remember(changed: readonly Indicator[]): readonly Indicator[] {
    for (const one of changed) {
      const before = this.#byId.get(one.id);
      if (before !== undefined) this.#byKey.delete(samenessKey(before));
      this.#byId.set(one.id, one);
      this.#byKey.set(samenessKey(one), one);
    }
    this.#onChanged();
    return changed;
  }

  #forget(one: Indicator): void {
    this.#byId.delete(one.id);
    this.#byKey.delete(samenessKey(one));
  }
}

const mergedWith = (known: Indicator, more: IndicatorDraft): Indicator => ({
  ...{ ...known, ...mergedFacts(known, more) },
  active: more.active || known.active,
});

function check(draft: IndicatorDraft): void {
  const checked = checkIndicator(draft);
  if (checked.ok) return;
  const message = `The indicator ${draft.value.slice(0, 100)} was not saved: ${checked.reason}.`;
  throw new CaseScopeError('indicator-invalid', message);
}
