/** What an examiner types as the value of a new indicator, read as a pasted line is until a type is chosen. */
import { listedValues } from '@shared/ioc/reading/list-lines';
import { plainValue } from '@shared/ioc/reading/plain-value';
import type { IndicatorDraft } from '@shared/model/indicator';

export type TypedReading<Draft> =
  | {
      readonly ok: true;
      /** As it is saved. */
      readonly draft: Draft;
      readonly remarks: readonly string[];
    }
  | { readonly ok: false; readonly draft: Draft; readonly reason: string };

/** With the type and mode that its looks tell, re-fanged. */
export function readTyped<Draft extends IndicatorDraft>(draft: Draft): TypedReading<Draft> {
  const [one, ...others] = listedValues(draft.value);
  if (one === undefined) return { ok: true, draft: asText(draft), remarks: [] };
  if (others.length > 0)
    return { ok: false, draft: asText(draft), reason: 'these are several values: import them' };
  const { meant, note } = one;
  if (!meant.ok) return { ok: false, draft: asText(draft), reason: meant.reason };
  const { type, value, mode, remarks } = meant;
  const isNoted = draft.note === '' && note !== '';
  return {
    ok: true,
    draft: { ...draft, type, value, mode, note: isNoted ? note : draft.note },
    remarks: isNoted ? [...remarks, `"${note}" is its note`] : remarks,
  };
}

const asText = <Draft extends IndicatorDraft>(draft: Draft): Draft => ({
  ...draft,
  type: 'text',
  mode: 'literal',
});

/** What a defanged value of a chosen type stands for; null where it says what it says. */
export function refangedValue({ type, value, mode }: IndicatorDraft): string | null {
  const plain = plainValue(type, value.trim());
  return mode === 'literal' && plain !== value.trim() ? plain : null;
}
