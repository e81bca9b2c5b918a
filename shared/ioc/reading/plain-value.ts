/** Values as lists write them, made into what they stand for: never one whose type cannot be written otherwise. */
import type { IndicatorType } from '@shared/model/indicator';
import { refang } from '../refang';
import { ROOT_DRIVE } from '../registry-roots';

/** Types whose values reports write so that nobody clicks on them. */
const DEFANGED: ReadonlySet<IndicatorType> = new Set(['ip', 'domain', 'url', 'email', 'hostname']);

/** Characters that show nothing; copying from a page brings them in. */
export const NOT_SHOWN = /[\u200b-\u200d\u2060\ufeff\u00ad]/g;

export function plainValue(type: IndicatorType, value: string): string {
  if (DEFANGED.has(type)) return refang(value.replaceAll(NOT_SHOWN, ''));
  return type === 'registry' ? plainKey(value) : value;
}

/** As PowerShell (`HKLM:\`, `HKLM:a`, `Registry::HKEY_…`) and the registry editor (`Computer\HKEY_…`) write keys. */
const plainKey = (key: string): string =>
  key
    .replace(/^(?:(?:Microsoft\.PowerShell\.Core\\)?Registry::|Computer\\)(?=HK)/i, '')
    .replace(ROOT_DRIVE, '$1\\');
