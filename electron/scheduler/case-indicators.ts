/** The indicators of a case: checked, kept, and made known to the runs that start from then on. */
import type { AddedIndicators, IndicatorChange } from '@shared/contract/indicators';
import { checkIndicator } from '@shared/ioc/check-indicator';
import { mergedDraft, samenessKey } from '@shared/ioc/sameness';
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
    if (id === null) return this.#addByHand(draft);
    this.#refuseTwin(id, draft);
    return this.#keep(this.some([id]).map((known) => ({ ...draft, id: known.id })));
  }

  /** Who adds one that is there, switched off, means it to be on. */
  #addByHand(draft: IndicatorDraft): readonly Indicator[] {
    const { indicators } = this.add([draft]);
    const off = indicators.filter(({ active }) => draft.active && !active);
    return off.length === 0 ? indicators : this.#keep(off.map((one) => ({ ...one, active: true })));
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
   * Adds them all; what the case has already gets what is known of the other, and stays switched on or off as it is.
   * @throws CaseScopeError `indicator-invalid` where one could never match; then none is added
   */
  add(drafts: readonly IndicatorDraft[]): AddedIndicators {
    drafts.forEach(check);
    const changed = new Map<string, Indicator>();
    const counts = { added: 0, merged: 0, off: 0 };
    this.#database.together(() => {
      for (const draft of drafts) {
        const key = samenessKey(draft);
        const before = this.#byKey.get(key);
        const known = changed.get(key) ?? before;
        if (known === undefined) {
          changed.set(key, { ...draft, id: this.#database.indicatorTable.add(draft) });
          counts.added++;
        } else {
          const more = { ...known, ...mergedDraft(known, draft, before) };
          this.#database.indicatorTable.change(more);
          changed.set(key, more);
          counts.merged++;
          if (before?.active === false) counts.off++;
        }
      }
    });
    const indicators = this.#remember([...changed.values()]);
    return { ...counts, indicators };
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

function check(draft: IndicatorDraft): void {
  const checked = checkIndicator(draft);
  if (checked.ok) return;
  const message = `The indicator ${draft.value.slice(0, 100)} was not saved: ${checked.reason}.`;
  throw new CaseScopeError('indicator-invalid', message);
}
