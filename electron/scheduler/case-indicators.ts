/** The indicators of a case: checked, kept, and made known to the runs that start from then on. */
import type { AddedIndicators, IndicatorChange } from '@shared/contract/indicators';
import { checkIndicator } from '@shared/ioc/check-indicator';
import { mergedFacts, samenessKey } from '@shared/ioc/sameness';
import { CaseScopeError } from '@shared/model/errors';
import { indicatorId } from '@shared/model/ids';
import type { Indicator, IndicatorDraft } from '@shared/model/indicator';
import type { CaseDatabase } from '@electron/store/case/case-database';

/** Every change answers all indicators as they are then. */
export class CaseIndicators {
  readonly #database: CaseDatabase;
  readonly #onChanged: (indicators: readonly Indicator[]) => void;

  constructor(database: CaseDatabase, onChanged: (indicators: readonly Indicator[]) => void) {
    this.#database = database;
    this.#onChanged = onChanged;
  }

  /** @throws CaseScopeError `indicator-invalid` where it could never match, or another is the same */
  put({ id, ...given }: IndicatorDraft & { readonly id: number | null }): Indicator[] {
    const draft = { ...given, value: given.value.trim() };
    check(draft);
    if (id === null) return [...this.add([draft]).indicators];
    this.#refuseTwin(id, draft);
    this.#database.indicatorTable.change({ ...draft, id: indicatorId(id) });
    return this.#changed();
  }

  #refuseTwin(id: number, draft: IndicatorDraft): void {
    const key = samenessKey(draft);
    const twin = this.#database
      .indicators()
      .find((one) => one.id !== id && samenessKey(one) === key);
    if (twin === undefined) return;
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
    const known = new Map(this.#database.indicators().map((one) => [samenessKey(one), one]));
    const counts = { added: 0, merged: 0 };
    this.#database.together(() => {
      for (const draft of drafts) {
        const key = samenessKey(draft);
        const same = known.get(key);
        if (same === undefined) {
          const id = this.#database.indicatorTable.add(draft);
          known.set(key, { ...draft, id });
          counts.added++;
        } else {
          this.#database.indicatorTable.change(mergedWith(same, draft));
          counts.merged++;
        }
      }
    });
    return { ...counts, indicators: this.#changed() };
  }

  /** The same change of each of them. */
  change(ids: readonly number[], change: IndicatorChange): Indicator[] {
    const wanted = new Set(ids);
    const changed = this.#database.indicators().filter(({ id }) => wanted.has(id));
    const given = Object.fromEntries(
      Object.entries(change).filter(([, fact]) => fact !== undefined),
    );
    this.#database.together(() => {
      for (const one of changed) this.#database.indicatorTable.change({ ...one, ...given });
    });
    return this.#changed();
  }

  delete(ids: readonly number[]): Indicator[] {
    this.#database.together(() => {
      for (const id of ids) this.#database.indicatorTable.delete(indicatorId(id));
    });
    return this.#changed();
  }

  #changed(): Indicator[] {
    const indicators = this.#database.indicators();
    this.#onChanged(indicators);
    return indicators;
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
