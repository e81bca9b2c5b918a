/** What one value is meant as, or why it is none. */
import type { IndicatorType, MatchMode } from '@shared/model/indicator';

export interface Meant {
  readonly ok: true;
  readonly type: IndicatorType;
  readonly value: string;
  readonly mode: MatchMode;
  readonly remarks: readonly string[];
}
export type MeantValue = Meant | { readonly ok: false; readonly reason: string };

export const taken = (type: IndicatorType, value: string, ...remarks: string[]): Meant => ({
  ...{ ok: true, type, value, mode: 'literal', remarks },
});

export const remarked = (meant: Meant, remark: string): Meant => ({
  ...meant,
  remarks: [...meant.remarks, remark],
});
