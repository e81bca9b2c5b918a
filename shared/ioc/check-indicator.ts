import type { IndicatorDraft } from '@shared/model/indicator';
import { compileIndicator } from './indicator-test';

/** Whether an indicator can be matched as it is written. */
export function checkIndicator(
  draft: Pick<IndicatorDraft, 'type' | 'value' | 'mode'>,
): { readonly ok: true } | { readonly ok: false; readonly reason: string } {
  const compiled = compileIndicator(draft);
  return compiled.ok ? { ok: true } : compiled;
}
