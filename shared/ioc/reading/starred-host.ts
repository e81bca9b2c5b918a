/** Hosts with a star in them, which no host has: sources that name the type write `*.evil.com` as lists do. */
import type { IndicatorType, MatchMode } from '@shared/model/indicator';
import { meantValue } from './meant-value';
import type { MeantValue } from './taken-value';

/** As a list would be read where it is such a host; anything else as it is. */
export function starredHost(type: IndicatorType, value: string, mode: MatchMode): MeantValue {
  const isHost = type === 'domain' || type === 'hostname';
  if (isHost && mode === 'literal' && value.includes('*')) return meantValue(value, type);
  return { ok: true, type, value, mode, remarks: [] };
}
