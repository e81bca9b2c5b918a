/** The indicators of a case: checked, kept, and made known to the runs that start from then on. */
import type { PastedIndicators } from '@shared/contract/views';
import {
  checkIndicator,
  type IndicatorDraft,
  parseIndicatorList,
} from '@shared/ioc/indicator-list';
import { CaseScopeError } from '@shared/model/errors';
import { indicatorId } from '@shared/model/ids';
import type { Indicator } from '@shared/model/indicator';
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
  put(
    given: IndicatorDraft & { readonly id: number | null; readonly active: boolean },
  ): Indicator[] {
    const draft = { ...given, value: given.value.trim() };
    const checked = checkIndicator(draft);
    if (!checked.ok)
      throw new CaseScopeError(
        'indicator-invalid',
        `The indicator was not saved: ${checked.reason}.`,
      );
    if (draft.id !== null) this.#refuseTwin({ ...draft, id: draft.id });
    this.#database.indicatorTable.put({
      ...draft,
      id: draft.id === null ? null : indicatorId(draft.id),
    });
    return this.#changed();
  }

  #refuseTwin({ id, type, value, mode }: IndicatorDraft & { readonly id: number }): void {
    const twin = this.#database
      .indicators()
      .find(
        (one) => one.id !== id && one.type === type && one.value === value && one.mode === mode,
      );
    if (twin === undefined) return;
    throw new CaseScopeError(
      'indicator-invalid',
      `The case already has the ${type} indicator ${value} (${mode}). Change something else, or delete one of the two.`,
    );
  }

  delete(ids: readonly number[]): Indicator[] {
    this.#database.together(() => {
      for (const id of ids) this.#database.indicatorTable.delete(indicatorId(id));
    });
    return this.#changed();
  }

  /** Adds what can be read of a pasted or listed text; each refused line comes back with its reason. */
  paste(text: string): PastedIndicators {
    const listed = parseIndicatorList(text);
    const good = listed.filter((one) => one.ok);
    this.#database.together(() => {
      for (const { draft } of good)
        this.#database.indicatorTable.put({ ...draft, id: null, active: true });
    });
    const refused = listed.flatMap((one) =>
      one.ok ? [] : [{ line: one.line, text: one.text, reason: one.reason }],
    );
    return { added: good.length, refused, indicators: this.#changed() };
  }

  #changed(): Indicator[] {
    const indicators = this.#database.indicators();
    this.#onChanged(indicators);
    return indicators;
  }
}
